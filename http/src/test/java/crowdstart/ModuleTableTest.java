package crowdstart;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The table of modules in ARCHITECTURE.md: who may import whom. Core's own rules are beside it. */
@AnalyzeClasses(packages = "crowdstart", importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleTableTest {
  private static final String[] CORE = {
    "crowdstart.identity..",
    "crowdstart.money..",
    "crowdstart.campaign..",
    "crowdstart.order..",
    "crowdstart.fulfilment..",
    "crowdstart.checkout..",
    "crowdstart.payment.."
  };
  private static final String[] PERSISTENCE = {
    "crowdstart.database..",
    "crowdstart.journal..",
    "crowdstart.feed..",
    "crowdstart.view..",
    "crowdstart.hook.."
  };

  private static final DescribedPredicate<JavaClass> OURS = resideInAnyPackage("crowdstart..");

  @ArchTest
  static final ArchRule coreKnowsNobody =
      classes()
          .that()
          .resideInAnyPackage(CORE)
          .should()
          .onlyDependOnClassesThat(DescribedPredicate.not(OURS).or(resideInAnyPackage(CORE)));

  @ArchTest
  static final ArchRule persistenceKnowsCore =
      classes()
          .that()
          .resideInAnyPackage(PERSISTENCE)
          .should()
          .onlyDependOnClassesThat(
              DescribedPredicate.not(OURS)
                  .or(resideInAnyPackage(CORE))
                  .or(resideInAnyPackage(PERSISTENCE)));

  @ArchTest
  static final ArchRule clusterKnowsNobody =
      classes()
          .that()
          .resideInAPackage("crowdstart.cluster..")
          .should()
          .onlyDependOnClassesThat(
              DescribedPredicate.not(OURS).or(resideInAnyPackage("crowdstart.cluster..")));

  @ArchTest
  static final ArchRule httpDoesNotReachAround =
      noClasses()
          .that()
          .resideInAPackage("crowdstart.http..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "crowdstart",
                  "crowdstart.database..",
                  "crowdstart.journal..",
                  "crowdstart.feed..",
                  "crowdstart.cluster..",
                  "crowdstart.sandbox..",
                  "crowdstart.loadtest.."));

  /** It stands in for somebody else's service, and could be one. */
  @ArchTest
  static final ArchRule sandboxKnowsNobody =
      classes()
          .that()
          .resideInAPackage("crowdstart.sandbox..")
          .should()
          .onlyDependOnClassesThat(
              DescribedPredicate.not(OURS).or(resideInAnyPackage("crowdstart.sandbox..")));

  @ArchTest
  static final ArchRule everyPackageIsOnTheTable =
      classes()
          .should()
          .resideInAnyPackage(
              "crowdstart",
              "crowdstart.identity..",
              "crowdstart.money..",
              "crowdstart.campaign..",
              "crowdstart.order..",
              "crowdstart.payment..",
              "crowdstart.fulfilment..",
              "crowdstart.checkout..",
              "crowdstart.stream..",
              "crowdstart.database..",
              "crowdstart.journal..",
              "crowdstart.feed..",
              "crowdstart.view..",
              "crowdstart.hook..",
              "crowdstart.cluster..",
              "crowdstart.sandbox..",
              "crowdstart.http..");
}
