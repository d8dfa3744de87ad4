package io.github.cspmalert.sls.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class FieldHashesTest {

    @Test
    void of_leaves_haveTheirPathsAndTheHashOfTheirValue() {
        SortedMap<String, String> hashes = hashes(
                "{\"a\":1.0,\"b\":\"x\",\"e\":\"\",\"o\":{\"l\":[{\"key\":\"k\",\"value\":\"v\"}],\"q\":[{\"query\":\"*\"}],\"t\":[1]}}");

        assertThat(hashes.keySet()).containsExactly("a", "b", "o.l[k]", "o.q[0].query", "o.t");
        // printf 1 | sha256sum, and printf '"x"' | sha256sum
        assertThat(hashes).containsEntry("a", "6b86b273ff34fce1").containsEntry("b", "ba2df4903a2c14e8");
    }

    @Test
    void of_sameValuesWrittenOtherwise_areTheSame() {
        assertThat(hashes("{\"a\":100,\"b\":[]}")).isEqualTo(hashes("{\"a\":1.00E+2}"));
        assertThat(hashes("{\"a\":100}")).isNotEqualTo(hashes("{\"a\":\"100\"}"));
    }

    @Test
    void of_numberOfManyDigits_needsNoMemoryForThem() {
        assertThat(hashes("{\"a\":1E2000000000}")).isNotEqualTo(hashes("{\"a\":1E2000000001}"));
    }

    @Test
    void below_path_isThatAndWhatIsInIt() {
        SortedMap<String, String> hashes = hashes("{\"a\":{\"b\":1,\"c\":[{\"d\":2}]},\"ab\":3}");

        assertThat(FieldHashes.below(hashes, "a").keySet()).containsExactly("a.b", "a.c[0].d");
        assertThat(FieldHashes.below(hashes, "a.c[0]").keySet()).containsExactly("a.c[0].d");
        assertThat(FieldHashes.below(hashes, "ab").keySet()).containsExactly("ab");
    }

    private static SortedMap<String, String> hashes(String json) {
        return FieldHashes.of(Slice.ofObject(json).node());
    }
}
