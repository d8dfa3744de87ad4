package io.github.cspmalert.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.common.AlertConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemediationCatalogueTest {

    private static final String ENTRY =
            "{\"ids\":[\"1\"],\"names\":[\"N\"],\"product\":\"ECS\",\"wrong\":\"w\",\"gain\":\"g\",\"console\":\"c\",\"cli\":\"\",\"source\":\"https://example.com/\"}";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            textBlock =
                    """
                    "product":"ECS",           ~ ""                          ~ 'product' must be a text, but is missing
                    "product":"ECS"            ~ "product":" "               ~ 'product' must not be blank
                    "product":"ECS"            ~ "product":7                 ~ 'product' must be a text, but is none
                    "product":"ECS"            ~ "product":"ECS","extra":"x" ~ it has [extra]; an entry has
                    "names":["N"]              ~ "names":[]                  ~ 'names' is empty
                    "names":["N"]              ~ "names":[" "]               ~ 'names' must be a list of texts, none of them blank
                    "ids":["1"]                ~ "ids":"1"                   ~ 'ids' must be a list of texts
                    https://                   ~ http://                     ~ 'source' must start with https://
                    """)
    void entry_ofAnotherForm_isRefusedWithItsPlace(String part, String instead, String problem) throws Exception {
        String broken = ENTRY.replace(part, instead.equals("\"\"") ? "" : instead);
        write("[" + ENTRY.replace("\"1\"", "\"2\"").replace("\"N\"", "\"M\"") + "," + broken + "]");

        assertThatThrownBy(() -> RemediationCatalogue.of(folder))
                .isInstanceOf(AlertConfigurationException.class)
                .hasMessageStartingWith("en.json, entry 1: ")
                .hasMessageContaining(problem);
    }

    @Test
    void name_thatStandsTwice_isRefused() throws Exception {
        write("[" + ENTRY + "," + ENTRY.replace("\"1\"", "\"2\"").replace("\"N\"", "\" n \"") + "]");

        assertThatThrownBy(() -> RemediationCatalogue.of(folder))
                .hasMessageStartingWith("en.json, entry 1: 'n' stands there a second time");
    }

    @Test
    void file_thatIsNoJson_isRefusedWithLineAndColumn() throws Exception {
        write("[\n{\"ids\": ]");

        assertThatThrownBy(() -> RemediationCatalogue.of(folder))
                .isInstanceOf(AlertConfigurationException.class)
                .hasMessageStartingWith("en.json: line 2, column ");
    }

    @Test
    void folder_withoutAFile_isRefused() {
        assertThatThrownBy(() -> RemediationCatalogue.of(folder)).hasMessageContaining("there is no file; put en.json");
    }

    @Test
    void catalogue_thatIsGood_isRead() throws Exception {
        write("[" + ENTRY + "]");

        assertThat(RemediationCatalogue.of(folder).remediations().find("zh", "", "n"))
                .isPresent();
        assertThat(RemediationCatalogue.empty().remediations().find("en", "1", "N"))
                .isEmpty();
        assertThat(RemediationCatalogue.builtIn()).isNotNull();
    }

    private void write(String json) throws Exception {
        Files.writeString(folder.resolve("en.json"), json);
    }
}
