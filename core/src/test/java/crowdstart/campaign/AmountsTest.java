package crowdstart.campaign;

import static crowdstart.campaign.CampaignSpec.given;
import static crowdstart.campaign.Fixture.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crowdstart.money.Money;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S7: no sum of prices overflows, and none changes behind an order's back. */
class AmountsTest {
  private static final Tier DEAREST =
      new Tier(EARLY, "Dearest", Money.PRICE_MAX, null, null, null, null);

  /** Held at a price of long ago, and just below the total. */
  private static final CampaignEvent NEARLY_ALL =
      moved(held(1, 1, new PricedLine(EARLY, 1, Money.TOTAL_MAX - Money.PRICE_MAX)));

  @Test
  void anOrderIsWhatACardIsChargedAtOnce() {
    CampaignSpec dearest = given(created(DEAREST), launched());
    dearest.when(place(1, EARLY, 1)).thenMoves(held(1, 1, new PricedLine(EARLY, 1, 99_999_999)));
    dearest
        .when(place(1, EARLY, 2))
        .thenAnswers(new StockAnswer.Refused(HoldRefusal.BEYOND_ONE_CHARGE));
    dearest
        .when(place(1, EARLY, 1, 1))
        .thenAnswers(new StockAnswer.Refused(HoldRefusal.BEYOND_ONE_CHARGE));
    Tier soldOut = new Tier(EARLY, "Dearest", Money.PRICE_MAX, 1, null, null, null);
    given(created(soldOut), launched(), moved(held(1, 1, new PricedLine(EARLY, 1, 1))))
        .when(place(2, EARLY, 2))
        .thenAnswers(new StockAnswer.Refused(HoldRefusal.BEYOND_ONE_CHARGE));
  }

  @Test
  void theTotalDoesNotOverflowAndIsNotToldAsSoldOut() {
    assertThat(
            given(created(DEAREST), launched(), NEARLY_ALL)
                .when(place(2, EARLY, 1), place(3, EARLY, 1), release(2), place(3, EARLY, 1))
                .decision()
                .answers()
                .stream()
                .map(CampaignSpec::word))
        .containsExactly("HELD", "BEYOND_CAMPAIGN_TOTAL", "RELEASED", "HELD");
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
