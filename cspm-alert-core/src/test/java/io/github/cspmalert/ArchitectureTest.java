package io.github.cspmalert;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {

    private static final String ROOT = "io.github.cspmalert";

    /** The way the data flows: a package may import those above it. */
    private static final List<String> ORDER = List.of(
            "common",
            "internal",
            "internal.expression",
            "log",
            "internal.statement",
            "check",
            "definition.recipient",
            "definition.template",
            "definition.rule",
            "definition.policy",
            "definition",
            "posture",
            "alert",
            "delivery",
            "state",
            "replay",
            "internal.decision.evaluation",
            "internal.decision.policy",
            "internal.decision",
            "internal.decision.posture",
            "internal.engine");

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    static Stream<String> packages() {
        return ORDER.stream();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void packageOrder_eachPackage_importsOnlyWhatStandsAboveIt(String name) {
        List<String> belowIt = new ArrayList<>(List.of(ROOT));
        ORDER.subList(ORDER.indexOf(name) + 1, ORDER.size()).forEach(below -> belowIt.add(ROOT + "." + below));
        noClasses()
                .that()
                .resideInAPackage(ROOT + "." + name)
                .should()
                .dependOnClassesThat(are(resideInAnyPackage(belowIt.toArray(String[]::new))))
                .check(MAIN);
    }

    @Test
    void packageOrder_everyPackage_isInIt() {
        assertThat(MAIN.stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> !name.equals(ROOT))
                        .map(name -> name.substring(ROOT.length() + 1))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(ORDER);
    }

    @Test
    void packages_haveNoCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void packages_areAllNullMarked() {
        classes()
                .should(new ArchCondition<>("stand in a package that is @NullMarked") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                        events.add(new SimpleConditionEvent(type, marked, type.getPackageName()));
                    }
                })
                .check(MAIN);
    }

    @Test
    void time_isRead_fromTheClockGiven() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class, int.class)
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(TimeUnit.class, "sleep", long.class)
                .orShould()
                .callConstructor(Date.class)
                .check(MAIN);
    }

    @Test
    void standardStreams_areNotUsed() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(MAIN);
    }

    @Test
    void decisions_doNoInputOrOutput() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + ".check..", ROOT + ".definition..", ROOT + ".alert..", ROOT + ".internal.decision..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io",
                        "java.net.http..",
                        "java.nio.file..",
                        "java.sql..",
                        "java.util.concurrent..",
                        "org.slf4j..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .check(MAIN);
    }

    @Test
    void internalTypes_standInNoPublicSignature() {
        classes()
                .that()
                .arePublic()
                .and(are(DescribedPredicate.not(resideInAPackage("..internal.."))))
                .should(new ArchCondition<>("show no internal type") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        type.getMembers().stream()
                                .filter(ArchitectureTest::isVisible)
                                .forEach(member -> shown(member).stream()
                                        .filter(shown -> shown.getPackageName().contains(".internal"))
                                        .forEach(shown -> events.add(SimpleConditionEvent.violated(
                                                member, member.getFullName() + " shows " + shown.getName()))));
                        Stream.concat(type.getRawSuperclass().stream(), type.getRawInterfaces().stream())
                                .filter(shown -> shown.getPackageName().contains(".internal"))
                                .forEach(shown -> events.add(SimpleConditionEvent.violated(
                                        type, type.getName() + " is a " + shown.getName())));
                    }
                })
                .check(MAIN);
    }

    private static boolean isVisible(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static Set<JavaClass> shown(JavaMember member) {
        if (member instanceof JavaField field) {
            return field.getType().getAllInvolvedRawTypes();
        }
        JavaCodeUnit unit = (JavaCodeUnit) member;
        Set<JavaClass> shown = new HashSet<>(unit.getReturnType().getAllInvolvedRawTypes());
        unit.getParameterTypes().forEach(type -> shown.addAll(type.getAllInvolvedRawTypes()));
        shown.addAll(unit.getExceptionTypes());
        return shown;
    }
}
