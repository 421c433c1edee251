package crowdstart.campaign;

import static crowdstart.campaign.CampaignSpec.given;
import static crowdstart.campaign.Fixture.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crowdstart.money.Money;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S7: no sum of prices overflows, and none changes behind an order's back. */
class AmountsTest {
  private static final Tier DEAREST =
      new Tier(EARLY, "Dearest", Money.PRICE_MAX, null, null, null, null);

  @Test
  void theDearestOrdersStopBeforeTheTotalOverflows() {
    List<StockCommand> commands = new ArrayList<>();
    for (int i = 1; i <= 1_000; i++) {
      commands.add(place(i, EARLY, Line.QUANTITY_MAX));
    }
    StockDecision decision =
        given(created(DEAREST), launched()).when(commands.toArray(StockCommand[]::new)).decision();
    // 2^53 - 1 holds 900 orders of ten million million, and 7.2 million million more.
    assertThat(
            decision.answers().stream()
                .collect(Collectors.groupingBy(CampaignSpec::word, Collectors.counting())))
        .containsEntry("HELD", 900L)
        .containsEntry("SOLD_OUT", 100L);
  }

  @Test
  void whatIsReleasedCanBeHeldAgain() {
    List<StockCommand> commands = new ArrayList<>();
    for (int i = 1; i <= 900; i++) {
      commands.add(place(i, EARLY, Line.QUANTITY_MAX));
    }
    commands.add(place(901, EARLY, Line.QUANTITY_MAX));
    commands.add(release(7));
    commands.add(place(901, EARLY, Line.QUANTITY_MAX));
    List<StockAnswer> answers =
        given(created(DEAREST), launched())
            .when(commands.toArray(StockCommand[]::new))
            .decision()
            .answers();
    assertThat(answers.subList(900, 903).stream().map(CampaignSpec::word))
        .containsExactly("SOLD_OUT", "RELEASED", "HELD");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE, Line.QUANTITY_MAX + 1, Integer.MAX_VALUE})
  void aLineOfNoneOrTooManyCannotBe(int quantity) {
    assertThatThrownBy(() -> new Line(EARLY, quantity))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void moneyAddsWithinItsCurrencyAndNeverWraps() {
    Money most = new Money(Long.MAX_VALUE, EUR);
    assertThat(new Money(1, EUR).plus(new Money(2, EUR))).isEqualTo(new Money(3, EUR));
    assertThatThrownBy(() -> most.plus(new Money(1, EUR))).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> most.plus(new Money(0, Currency.getInstance("JPY"))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
