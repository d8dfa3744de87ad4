package io.github.cspmalert.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cspmalert.common.AlertConfigurationException;
import io.github.cspmalert.definition.AlertDefinitions;
import io.github.cspmalert.definition.Store;
import io.github.cspmalert.definition.recipient.User;
import io.github.cspmalert.definition.recipient.UserGroup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionsFilesTest {

    private static final DefinitionsMapper MAPPER = DefinitionsMapper.ofDefaults();

    @TempDir
    private Path folder;

    @Test
    void read_folder_mergesItsFilesInTheOrderOfTheirNames() throws IOException {
        write("b.yml", "version: 1\nuserGroups: [{id: g, members: [u, v]}]");
        write("a.json", "{\"version\": 1, \"users\": [{\"id\": \"v\"}]}");
        write("c.YAML", "version: 1\nusers: [{id: u}]");
        write("README.md", "not for us");
        write(".hidden.yaml", "not for us either");
        Files.createDirectories(folder.resolve("inner.yaml"));

        AlertDefinitions read = MAPPER.read(folder);

        assertThat(read.users()).extracting(User::id).containsExactly("v", "u");
        assertThat(read.userGroups()).extracting(UserGroup::id).containsExactly("g");
    }

    @Test
    void read_filesByName_mergesThemInThatOrder() throws IOException {
        Path users = write("users.yaml", "version: 1\nusers: [{id: u}]");
        Path more = write("a.yaml", "version: 1\nusers: [{id: v}]");

        assertThat(MAPPER.read(users, more).users()).extracting(User::id).containsExactly("u", "v");
    }

    @Test
    void read_problemInAFile_namesTheFile() throws IOException {
        Path file = write("users.yaml", "version: 1\nuser: []");

        assertThatThrownBy(() -> MAPPER.read(file))
                .hasMessage(
                        file + ", line 2, column 1: user: is not a field that is known here; did you mean 'users'?");
    }

    @Test
    void read_sameIdInTwoFiles_namesBoth() throws IOException {
        Path one = write("a.yaml", "version: 1\nusers:\n  - {id: u}");
        Path other = write("b.yaml", "version: 1\nusers: [{id: x}, {id: u}]");

        assertThatThrownBy(() -> MAPPER.read(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(other + ", line 2, column 18: users[1]: user 'u' stands in " + one
                        + ", line 3, column 5 already; take one away, or give it another name");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "templates: [{id: t, contents: {email: {content: x}}}]|content template 't'",
                "webhooks: [{id: t, type: custom, url: 'https://e/'}]|webhook 't'",
                "userGroups: [{id: t}]|user group 't'",
                "sources: {t: {type: meta, store: s}}|source 't'",
                "postureRules: [{id: t1, actionPolicy: sls.a}]|rule 't1'",
                "waivers: [{id: t1, filter: {checkIds: ['1']}, reason: r, author: a, until: 2027-01-31}]|waiver 't1'",
            })
    void read_samePartInTwoFiles_isRefused(String part, String what) throws IOException {
        write("a.yaml", "version: 1\n" + part);
        write("b.yaml", "version: 1\n" + part);

        assertThatThrownBy(() -> MAPPER.read(folder))
                .hasMessageContaining(what + " stands in " + folder.resolve("a.yaml"))
                .hasMessageStartingWith(folder.resolve("b.yaml").toString());
    }

    @Test
    void read_sameIdTwiceInOneText_namesBothPlaces() {
        assertThatThrownBy(() -> MAPPER.readYaml("version: 1\nusers:\n- id: u\n- id: u"))
                .hasMessage("line 4, column 3: users[1]: user 'u' stands in line 3, column 3 already; "
                        + "take one away, or give it another name");
    }

    @Test
    void read_sameIdInFileAndCode_namesTheFile() throws IOException {
        Path file = write("a.yaml", "version: 1\nusers:\n  - {id: u}");

        assertThatThrownBy(
                        () -> MAPPER.read(code -> code.addUser(User.builder("u").build()), file))
                .isInstanceOf(AlertConfigurationException.class)
                .hasMessage("definitions: user 'u' is given twice; ids must differ (in code, and in " + file
                        + ", line 3, column 5)");
    }

    @Test
    void read_filesAndCode_mayReferToEachOther() throws IOException {
        Path file = write(
                "a.yaml",
                "version: 1\nusers: [{id: u}]\nuserGroups: [{id: g, members: [c]}]\nsources: {default: {type: meta, store: s}}");

        AlertDefinitions read = MAPPER.read(
                code -> code.addUser(User.builder("c").build())
                        .addUserGroup(UserGroup.of("h", "u"))
                        .source(Store.meta("mine")),
                file);

        assertThat(read.users()).extracting(User::id).containsExactly("u", "c");
        assertThat(read.sources()).containsEntry("default", Store.meta("mine"));
    }

    @Test
    void read_brokenReference_isToldWithThePlace() throws IOException {
        Path file = write("a.yaml", "version: 1\nuserGroups:\n  - {id: g, members: [nobody]}");

        assertThatThrownBy(() -> MAPPER.read(file))
                .isInstanceOf(AlertConfigurationException.class)
                .hasMessageStartingWith("definitions: user group 'g': user 'nobody' is not defined; ")
                .hasMessageEndingWith(" (" + file + ", line 3, column 5)");
    }

    @Test
    void read_pathThatIsNothing_isRefused() throws IOException {
        Path missing = folder.resolve("missing.yaml");
        Path text = write("alerts.txt", "version: 1");

        assertThatThrownBy(() -> MAPPER.read(missing)).hasMessage(missing + ": there is no such file or folder");
        assertThatThrownBy(() -> MAPPER.read(text))
                .hasMessage(text + ": must end in .json, .yaml or .yml, or be a folder");
        assertThatThrownBy(() -> MAPPER.read(folder))
                .hasMessage(folder + ": has no file that ends in .json, .yaml or .yml");
    }

    @Test
    void read_fileOf50Megabytes_isRefusedBeforeItIsRead() throws IOException {
        Path file = folder.resolve("large.yaml");
        Files.write(file, new byte[50 * 1024 * 1024]);

        assertThatThrownBy(() -> MAPPER.read(file))
                .hasMessage(file + ", line 1, column 1: is larger than 3145728 bytes; split it into several files");
    }

    @Test
    void read_fileThatIsNotUtf8_isRefused() throws IOException {
        Path file = folder.resolve("latin.yaml");
        Files.write(file, "version: 1 # é".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> MAPPER.read(file))
                .hasMessage(file + ", line 1, column 1: is not UTF-8; save it as UTF-8");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
