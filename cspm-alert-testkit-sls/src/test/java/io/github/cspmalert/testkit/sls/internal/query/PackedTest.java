package io.github.cspmalert.testkit.sls.internal.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PackedTest {

    static Stream<List<String>> texts() {
        return Stream.of(
                List.of(),
                List.of(""),
                List.of("", ""),
                List.of("a", "b c", "漢字 😀"),
                List.of("\u001f", "a\u001fb", "\u001b", "\u001bu", "\u001be\u001f\u001bu"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void texts_packed_comeOutAsTheyWentIn(List<String> texts) {
        StringBuilder packed = new StringBuilder();
        texts.forEach(text -> Packed.add(text, packed));

        assertThat(Packed.texts(packed.toString())).isEqualTo(texts);
    }
}
