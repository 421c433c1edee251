package crowdstart.testing;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import crowdstart.campaign.Campaign;
import crowdstart.campaign.CampaignDetails;
import crowdstart.campaign.CampaignEvent;
import crowdstart.campaign.CampaignState;
import crowdstart.campaign.DetailsRules;
import crowdstart.campaign.ManageCommand;
import crowdstart.campaign.Move;
import crowdstart.campaign.Stock;
import crowdstart.campaign.StockAnswer;
import crowdstart.campaign.StockCommand;
import crowdstart.campaign.StockDecision;
import crowdstart.fulfilment.Batch;
import crowdstart.fulfilment.BatchCommand;
import crowdstart.fulfilment.BatchDecision;
import crowdstart.fulfilment.BatchEvent;
import crowdstart.fulfilment.BatchState;
import crowdstart.fulfilment.Shipment;
import crowdstart.fulfilment.ShipmentCommand;
import crowdstart.fulfilment.ShipmentDecision;
import crowdstart.fulfilment.ShipmentEvent;
import crowdstart.fulfilment.ShipmentState;
import crowdstart.order.Order;
import crowdstart.order.OrderCommand;
import crowdstart.order.OrderDecision;
import crowdstart.order.OrderEvent;
import crowdstart.order.OrderState;
import crowdstart.payment.CollectionEvent;
import crowdstart.payment.CollectionState;
import crowdstart.payment.Owed;
import crowdstart.payment.Payment;
import crowdstart.payment.PaymentCommand;
import crowdstart.payment.PaymentDecision;
import crowdstart.payment.PaymentEvent;
import crowdstart.payment.PaymentState;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** Who may know whom in module core. */
@AnalyzeClasses(packages = "crowdstart", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final DescribedPredicate<JavaClass> RULES =
      belongToAnyOf(
              Campaign.class,
              CampaignDetails.class,
              CampaignEvent.class,
              CampaignState.class,
              DetailsRules.class,
              ManageCommand.class,
              Move.class,
              Stock.class,
              StockAnswer.class,
              StockCommand.class,
              StockDecision.class,
              Order.class,
              OrderCommand.class,
              OrderDecision.class,
              OrderEvent.class,
              OrderState.class,
              Payment.class,
              PaymentCommand.class,
              PaymentDecision.class,
              PaymentEvent.class,
              PaymentState.class,
              Owed.class,
              CollectionEvent.class,
              CollectionState.class,
              Shipment.class,
              ShipmentCommand.class,
              ShipmentDecision.class,
              ShipmentEvent.class,
              ShipmentState.class,
              Batch.class,
              BatchCommand.class,
              BatchDecision.class,
              BatchEvent.class,
              BatchState.class)
          .or(
              DescribedPredicate.describe(
                  "are rules of stock, of edits, or values",
                  type ->
                      Set.of(
                              "StockRules",
                              "StockDraft",
                              "EditRules",
                              "Decision",
                              "Hold",
                              "Line",
                              "PricedLine",
                              "Tier",
                              "TierCount",
                              "BackerStanding",
                              "AddressRules",
                              "BatchFilter",
                              "Consignment",
                              "MinuteCount",
                              "PaymentHistory",
                              "ProviderRules",
                              "Dunning",
                              "Charge",
                              "Setup",
                              "Refund",
                              "Terms")
                          .contains(type.getSimpleName())))
          .or(resideInAnyPackage("crowdstart.money"))
          .as("are rules");

  @ArchTest static final ArchRule identityKnowsNobody = imports("identity");

  @ArchTest static final ArchRule moneyKnowsNobody = imports("money");

  @ArchTest
  static final ArchRule campaignKnowsIdentityAndMoney = imports("campaign", "identity", "money");

  @ArchTest
  static final ArchRule orderKnowsCampaigns = imports("order", "campaign", "identity", "money");

  @ArchTest
  static final ArchRule paymentKnowsOrders =
      imports("payment", "order", "campaign", "identity", "money");

  @ArchTest
  static final ArchRule fulfilmentKnowsOrders =
      imports("fulfilment", "order", "campaign", "identity");

  @ArchTest
  static final ArchRule checkoutKnowsAll =
      imports("checkout", "payment", "order", "campaign", "identity", "money");

  @ArchTest
  static final ArchRule rulesKnowNoActors =
      noClasses()
          .that(RULES)
          .should()
          .dependOnClassesThat(resideInAnyPackage("org.apache.pekko..", "scala..", "java.sql.."))
          .because("the rules are pure");

  @ArchTest
  static final ArchRule rulesReadNoClock =
      noClasses()
          .that(RULES)
          .should()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "a clock or the machine is read", ArchitectureTest::readsTheMachine))
          .because("time is an argument");

  @ArchTest
  static final ArchRule nobodyReadsTheDay =
      noClasses()
          .should()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "the system's time of day is read", ArchitectureTest::readsTheDay))
          .because("an InstantSource is handed in, so that a test can hold it");

  @ArchTest
  static final ArchRule everyPackageIsNullMarked =
      classes()
          .should(
              new ArchCondition<JavaClass>("live in a package that is @NullMarked") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  boolean isMarked = type.getPackage().isAnnotatedWith(NullMarked.class);
                  events.add(new SimpleConditionEvent(type, isMarked, type.getPackageName()));
                }
              });

  private ArchitectureTest() {}

  private static ArchRule imports(String concept, String... others) {
    DescribedPredicate<JavaClass> allowed =
        resideOutsideOfPackage("crowdstart..").or(resideInAnyPackage("crowdstart." + concept));
    for (String other : others) {
      allowed = allowed.or(resideInAnyPackage("crowdstart." + other));
    }
    return noClasses()
        .that()
        .resideInAPackage("crowdstart." + concept)
        .should()
        .dependOnClassesThat(are(not(allowed)));
  }

  private static boolean readsTheMachine(JavaMethodCall call) {
    return readsTheDay(call)
        || call.getTargetOwner().isEquivalentTo(System.class)
        || call.getTargetOwner().isAssignableTo(java.time.InstantSource.class)
        || call.getTargetOwner().isAssignableTo(java.util.Random.class);
  }

  private static boolean readsTheDay(JavaMethodCall call) {
    JavaClass owner = call.getTargetOwner();
    return (owner.isEquivalentTo(Instant.class) && call.getName().equals("now"))
        || (owner.isEquivalentTo(Clock.class) && call.getName().startsWith("system"))
        || (owner.isEquivalentTo(System.class) && call.getName().equals("currentTimeMillis"))
        || (owner.isEquivalentTo(java.time.InstantSource.class) && call.getName().equals("system"));
  }
}
