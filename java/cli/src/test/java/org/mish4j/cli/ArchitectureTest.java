// SPDX-License-Identifier: Apache-2.0
package org.mish4j.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Holds the arrows of the design: cli to importers and zoo, to core, to bindings, and none the other way. */
class ArchitectureTest {
    private static final String CLI = "org.mish4j.cli..";
    private static final String IMPORTERS = "org.mish4j.importers..";
    private static final String ZOO = "org.mish4j.zoo..";
    private static final String VECTOR = "org.mish4j.vector..";
    private static final String CORE = "org.mish4j";
    private static final String CORE_INTERNALS = "org.mish4j.internal..";
    private static final String BINDINGS = "org.mish4j.bindings..";

    /** What backends in other modules need of the core. */
    private static final String[] FOR_BACKENDS = {
        "org.mish4j.internal.backend",
        "org.mish4j.internal.graph",
        "org.mish4j.internal.math",
        "org.mish4j.internal.types"
    };

    private static final String FOR_IMPORTERS = "org.mish4j.internal.folding";

    private static final String GENERATED = "org[.]mish4j[.]bindings[.]mish4j_h.*";

    private static final Set<String> EXPORTED = Set.of("org.mish4j", "org.mish4j.importers", "org.mish4j.zoo");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.mish4j");

    @Test
    void allModulesAreSeen() {
        assertThat(CLASSES.stream().map(JavaClass::getPackageName))
                .contains(
                        "org.mish4j.cli",
                        "org.mish4j.importers",
                        "org.mish4j.zoo",
                        "org.mish4j.vector",
                        "org.mish4j",
                        "org.mish4j.internal.ffm",
                        "org.mish4j.bindings");
    }

    @Test
    void everyArrowPointsDown() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("cli")
                .definedBy(CLI)
                .layer("importers")
                .definedBy(IMPORTERS)
                .layer("zoo")
                .definedBy(ZOO)
                .layer("vector")
                .definedBy(VECTOR)
                .layer("core")
                .definedBy(CORE, CORE_INTERNALS)
                .layer("bindings")
                .definedBy(BINDINGS)
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("importers")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("zoo")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("vector")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("core")
                .mayOnlyBeAccessedByLayers("cli", "importers", "zoo", "vector")
                .whereLayer("bindings")
                .mayOnlyBeAccessedByLayers("core")
                .check(CLASSES);
    }

    @Test
    void onlyTheNativeBackendUsesTheBindings() {
        classes()
                .that()
                .resideInAPackage(BINDINGS)
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAnyPackage(BINDINGS, "org.mish4j.internal.ffm..")
                .check(CLASSES);
    }

    @Test
    void internalsOfTheCoreStayInTheCore() {
        classes()
                .that()
                .resideInAPackage(CORE_INTERNALS)
                .and()
                .resideOutsideOfPackages(FOR_BACKENDS)
                .and()
                .resideOutsideOfPackage(FOR_IMPORTERS)
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAnyPackage(CORE, CORE_INTERNALS)
                .check(CLASSES);
        classes()
                .that()
                .resideInAnyPackage(FOR_BACKENDS)
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAnyPackage(CORE, CORE_INTERNALS, VECTOR)
                .check(CLASSES);
        classes()
                .that()
                .resideInAPackage(FOR_IMPORTERS)
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAnyPackage(CORE, CORE_INTERNALS, IMPORTERS)
                .check(CLASSES);
    }

    @Test
    void onlyItsLoopsUseTheVectorApi() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.mish4j.vector.simd")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator..")
                .check(CLASSES);
    }

    @Test
    void internalsOfTheImportersStayInTheImporters() {
        classes()
                .that()
                .resideInAnyPackage(
                        "org.mish4j.importers.onnx..", "org.mish4j.importers.darknet..", "org.mish4j.importers.files..")
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAPackage(IMPORTERS)
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandLineWritesModelFiles() {
        classes()
                .that()
                .resideInAPackage("org.mish4j.importers.export")
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAnyPackage("org.mish4j.importers.export", "org.mish4j.cli.fuzz")
                .check(CLASSES);
    }

    @Test
    void publicMethodsSpeakOfPublicTypes() {
        methods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(CORE, "org.mish4j.importers", "org.mish4j.zoo")
                .and()
                .arePublic()
                .should(speakOfExportedTypes())
                .check(CLASSES);
    }

    private static ArchCondition<JavaMethod> speakOfExportedTypes() {
        return new ArchCondition<>("speak of exported types only") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                if (!method.getOwner().getModifiers().contains(JavaModifier.PUBLIC)) {
                    return;
                }
                method.getAllInvolvedRawTypes().stream()
                        .filter(type -> isInternal(type.getBaseComponentType()))
                        .forEach(type -> events.add(SimpleConditionEvent.violated(
                                method, method.getFullName() + " speaks of " + type.getName())));
            }
        };
    }

    private static boolean isInternal(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith("org.mish4j")
                && (!type.getModifiers().contains(JavaModifier.PUBLIC) || !EXPORTED.contains(name));
    }

    @Test
    void backendsDoNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage("org.mish4j.internal.ffm..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.mish4j.internal.reference..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("org.mish4j.internal.reference..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.mish4j.internal.ffm..")
                .check(CLASSES);
    }

    @Test
    void passesKnowNoBackend() {
        noClasses()
                .that()
                .resideInAPackage("org.mish4j.internal.passes..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.mish4j.internal.ffm..", "org.mish4j.internal.backend..")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("org.mish4j.importers.(**)").should().beFreeOfCycles().check(CLASSES);
        for (String entry : List.of("org.mish4j.cli", "org.mish4j.vector", "org.mish4j.internal.reference")) {
            slices().matching(entry + ".(**)").should().beFreeOfCycles().check(CLASSES);
            noClasses()
                    .that()
                    .resideInAPackage(entry + ".*..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(entry)
                    .check(CLASSES);
        }
    }

    @Test
    void onlyTheCommandLineEndsTheProcess() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Main.class.getName())
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandLineAndTheVerboseModePrint() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Main.class.getName())
                .and()
                .resideOutsideOfPackage("org.mish4j.internal.verbose")
                .and()
                .haveNameNotMatching(GENERATED)
                .should(ACCESS_STANDARD_STREAMS)
                .check(CLASSES);
    }
}
