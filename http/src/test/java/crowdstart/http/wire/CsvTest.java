package crowdstart.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "lamp           | lamp",
        "a-b            | a-b",
        "=1+1           | '=1+1",
        "+1             | '+1",
        "-1             | '-1",
        "@SUM(A1)       | '@SUM(A1)",
        "\uff1d1+1      | '\uff1d1+1",
        "\uff0b1        | '\uff0b1",
        "\uff0d1        | '\uff0d1",
        "\uff20SUM(A1)  | '\uff20SUM(A1)",
        "=1,2           | \"'=1,2\"",
        "x;=1+1;y       | x;'=1+1;y",
        "=1;+2          | '=1;'+2",
        "a;b            | a;b",
        "say \"yes\"    | \"say \"\"yes\"\"\""
      })
  void noCellIsAFormula(String value, String cell) {
    assertThat(Csv.cell(new StringBuilder(), value)).hasToString(cell);
    List<String> read = Csv.cells(cell);
    assertThat(read).isNotNull();
    assertThat(Csv.plain(read.getFirst())).isEqualTo(value);
  }
}
