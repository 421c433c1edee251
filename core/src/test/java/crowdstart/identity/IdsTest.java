package crowdstart.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an id may look like: as these patterns say, which are the published shape. */
class IdsTest {
  private static final String ID = "[a-z0-9]{1,12}-[a-z0-9]{26}";
  private static final String TIER = "[a-z0-9-]{1,40}";

  @ParameterizedTest
  @CsvSource({
    "eu-abcdefghijklmnopqrstuvwxyz, true",
    "a-01234567890123456789012345, true",
    "abcdefghijkl-abcdefghijklmnopqrstuvwxyz, true",
    "abcdefghijklm-abcdefghijklmnopqrstuvwxyz, false",
    "-abcdefghijklmnopqrstuvwxyz, false",
    "eu-abcdefghijklmnopqrstuvwxy, false",
    "eu-abcdefghijklmnopqrstuvwxyzz, false",
    "eu_abcdefghijklmnopqrstuvwxyz, false",
    "Eu-abcdefghijklmnopqrstuvwxyz, false",
    "eu-abcdefghijklmnopqrstuvwxyZ, false",
    "eu-abcdefghijklm-opqrstuvwxyz, false",
    "e-u-abcdefghijklmnopqrstuvwxyz, false",
    "eu-abcdefghijklmnopqrstuvwxyé, false",
    "'eu-abcdefghijklmnopqrstuvwx ', false",
    "eu-{bcdefghijklmnopqrstuvwxyz, false",
    "eu-/bcdefghijklmnopqrstuvwxyz, false",
    "eu-:bcdefghijklmnopqrstuvwxyz, false",
    "eu-`bcdefghijklmnopqrstuvwxyz, false",
    "'', false",
    "-, false",
  })
  void anIdHasOneShape(String value, boolean isId) {
    assertThat(Ids.isWellFormed(value)).isEqualTo(isId).isEqualTo(value.matches(ID));
  }

  @ParameterizedTest
  @CsvSource({
    "early-bird, true",
    "-, true",
    "1234567890123456789012345678901234567890, true",
    "12345678901234567890123456789012345678901, false",
    "'', false",
    "Early, false",
    "early_bird, false",
    "'early bird', false",
    "früh, false",
  })
  void aTierIsNamedSimply(String value, boolean isTier) {
    assertThat(TierId.parse(value).isPresent()).isEqualTo(isTier).isEqualTo(value.matches(TIER));
  }
}
