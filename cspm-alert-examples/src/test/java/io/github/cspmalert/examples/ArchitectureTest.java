package io.github.cspmalert.examples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holds over all modules. The order of core's packages is tested in core. */
class ArchitectureTest {

    private static final String ROOT = "io.github.cspmalert";
    private static final List<String> VENDORS = List.of(
            "com.aliyun.",
            "jakarta.activation.",
            "jakarta.mail.",
            "org.eclipse.angus.",
            "com.hubspot.",
            "jinjava.",
            "com.fasterxml.",
            "com.google.",
            "org.apache.",
            "org.duckdb.",
            "com.facebook.",
            "com.alibaba.",
            "net.jpountz.",
            "com.icegreen.",
            "org.yaml.",
            "com.github.kagkarlsson.",
            "org.sqlite.",
            "org.postgresql.");
    // The modules by the package root that each holds, most special first.
    private static final List<String> MODULES = List.of(
            ROOT + ".testkit.sls",
            ROOT + ".testkit",
            ROOT + ".json",
            ROOT + ".jdbc",
            ROOT + ".sls",
            ROOT + ".notify",
            ROOT + ".examples",
            ROOT);

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void modules_imported_areAllThere() {
        assertThat(MODULES).allSatisfy(module -> assertThat(CLASSES.stream()
                        .filter(each -> moduleOf(each).equals(module))
                        .count())
                .as(module)
                .isPositive());
    }

    @Test
    void internalPackages_othersModules_areUntouched() {
        classes()
                .should(new ArchCondition<JavaClass>("touch internals of their own module only") {
                    @Override
                    public void check(JavaClass from, ConditionEvents events) {
                        from.getDirectDependenciesFromSelf().stream()
                                .filter(dependency -> isInternal(dependency.getTargetClass()))
                                .filter(dependency ->
                                        !moduleOf(dependency.getTargetClass()).equals(moduleOf(from)))
                                .forEach(dependency ->
                                        events.add(SimpleConditionEvent.violated(from, dependency.getDescription())));
                    }
                })
                .check(CLASSES);
    }

    // Two readings of one documentation hold each other only while neither knows the other.
    @Test
    void alertsOfTheEmbeddedService_shareNothingWithCore() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".testkit.sls.internal.alerting..")
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "of another module of this project",
                        each -> each.getPackageName().startsWith(ROOT)
                                && !each.getPackageName().startsWith(ROOT + ".testkit.sls")))
                .check(CLASSES);
    }

    @Test
    void publicSignatures_vendorTypes_doNotOccur() {
        DescribedPredicate<JavaMember> visible = DescribedPredicate.describe("visible to users", member -> {
            Set<JavaModifier> modifiers = member.getModifiers();
            boolean open = modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
            return open && isApi(member.getOwner());
        });
        members()
                .that(visible)
                .should(new ArchCondition<JavaMember>("have no vendor type in their signature") {
                    @Override
                    public void check(JavaMember member, ConditionEvents events) {
                        signature(member)
                                .filter(ArchitectureTest::isVendor)
                                .forEach(type -> events.add(SimpleConditionEvent.violated(
                                        member, member.getFullName() + " shows " + type.getName())));
                    }
                })
                .check(CLASSES);
    }

    @Test
    void theSdk_outsideTheSlsModule_isUnseen() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".sls..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.aliyun..")
                .check(CLASSES);
    }

    @Test
    void notify_theSlsModule_isUnseen() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".notify..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".sls..")
                .check(CLASSES);
    }

    @Test
    void wallClock_mainCode_isInjected() {
        noClasses()
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "a wall clock is read or a thread sleeps", ArchitectureTest::isWallClock))
                .check(CLASSES);
    }

    @Test
    void packages_nullness_isMarked() {
        Set<String> unmarked = CLASSES.stream()
                .filter(each -> !each.getPackage().isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toSet());
        assertThat(unmarked).isEmpty();
    }

    @Test
    void packages_cycles_doNotOccur() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void standardStreams_libraryModules_areUnused() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".examples..")
                .and()
                .doNotHaveSimpleName("EmbeddedSlsMain")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
    }

    @Test
    void files_over400Lines_sayWhyInTheirHead() throws IOException {
        List<Path> unexplained = new ArrayList<>();
        int files = 0;
        for (Path file : mainFiles()) {
            List<String> lines = Files.readAllLines(file);
            boolean explained = lines.stream()
                    .limit(100)
                    .anyMatch(line -> line.startsWith(" * ") && line.contains("file is long because"));
            if (lines.size() > 400 && !explained) {
                unexplained.add(file);
            }
            files++;
        }
        assertThat(unexplained).isEmpty();
        assertThat(files).as("files of main").isGreaterThan(500);
    }

    @ParameterizedTest
    @CsvSource({"cspm-alert-core, '', 14", "cspm-alert-sls, sls, 30"})
    void root_ofAModule_holdsOnlyWhatUsersTouch(String module, String folder, int most) throws IOException {
        try (Stream<Path> files = Files.list(
                Path.of("..", module, "src/main/java/io/github/cspmalert").resolve(folder))) {
            assertThat(files.filter(Files::isRegularFile)).isNotEmpty().hasSizeLessThanOrEqualTo(most);
        }
    }

    private static List<Path> mainFiles() throws IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            for (Path module : modules.map(each -> each.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(module)) {
                    files.filter(each -> each.toString().endsWith(".java")).forEach(all::add);
                }
            }
        }
        return all;
    }

    private static boolean isWallClock(JavaMethodCall call) {
        String owner = call.getTargetOwner().getName();
        String name = call.getTarget().getName();
        boolean withoutClock = call.getTarget().getRawParameterTypes().isEmpty();
        return owner.startsWith("java.time.") && name.equals("now") && withoutClock
                || owner.equals("java.lang.System") && name.equals("currentTimeMillis")
                || owner.equals("java.lang.Thread") && name.equals("sleep");
    }

    private static Stream<JavaClass> signature(JavaMember member) {
        return member.getAllInvolvedRawTypes().stream();
    }

    private static boolean isApi(JavaClass owner) {
        return owner.getModifiers().contains(JavaModifier.PUBLIC)
                && !isInternal(owner)
                && !owner.getPackageName().startsWith(ROOT + ".examples");
    }

    private static boolean isInternal(JavaClass type) {
        return type.getPackageName().startsWith(ROOT) && (type.getPackageName() + ".").contains(".internal.");
    }

    private static boolean isVendor(JavaClass type) {
        return VENDORS.stream().anyMatch(type.getName()::startsWith);
    }

    private static String moduleOf(JavaClass type) {
        String name = type.getPackageName() + ".";
        return MODULES.stream()
                .filter(module -> name.startsWith(module + "."))
                .findFirst()
                .orElse("");
    }
}
