package crowdstart.loadtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import crowdstart.loadtest.Arguments.BadArguments;
import crowdstart.loadtest.Arguments.Option;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
  private static final List<Option> OPTIONS =
      List.of(new Option("rate", "20", "orders a second"), new Option("url", "", "addresses"));

  @Test
  void whatIsNotGivenHasItsDefault() {
    Arguments arguments = Arguments.parse(OPTIONS, List.of("--url", "a, b"));
    assertThat(arguments.decimal("rate", 0, 100)).isEqualTo(20);
    assertThat(arguments.list("url")).containsExactly("a", "b");
    assertThat(Arguments.parse(OPTIONS, List.of()).list("url")).isEmpty();
  }

  @Test
  void saysWhatIsWrong() {
    refused(List.of("--rat", "3"), "unknown option --rat");
    refused(List.of("--rate"), "needs a value");
    refused(List.of("--rate", "many"), "not a number");
    refused(List.of("--rate", "NaN"), "must be from");
    refused(List.of("--rate", "101"), "must be from");
  }

  @Test
  void everyCommandHasHelp() throws Exception {
    for (String command : List.of("hot", "spread", "surge", "watch", "baseline")) {
      assertThat(Main.run(List.of(command, "--help"))).isZero();
    }
    assertThat(Main.run(List.of("--help"))).isZero();
    assertThat(Main.run(List.of("nothing"))).isEqualTo(2);
    assertThat(Main.run(List.of("hot", "--rate"))).isEqualTo(2);
  }

  private static void refused(List<String> words, String why) {
    assertThatThrownBy(() -> Arguments.parse(OPTIONS, words).decimal("rate", 0, 100))
        .isInstanceOf(BadArguments.class)
        .hasMessageContaining(why);
  }
}
