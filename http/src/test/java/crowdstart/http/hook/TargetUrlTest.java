package crowdstart.http.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetUrlTest {

  @ParameterizedTest
  @CsvSource({
    "https://Example.org, example.org, 443, /, example.org",
    "HTTPS://example.org:443/a?b=c, example.org, 443, /a?b=c, example.org",
    "https://example.org:8443/%20x, example.org, 8443, /%20x, example.org:8443",
    "https://example.org:1024, example.org, 1024, /, example.org:1024",
    "https://[2606:4700::1]:8443/, 2606:4700::1, 8443, /, [2606:4700::1]:8443",
    "https://1.1.1.1/, 1.1.1.1, 443, /, 1.1.1.1",
  })
  void whatIsReadOfAUrl(String text, String host, int port, String path, String header)
      throws WrongTarget {
    TargetUrl url = TargetUrl.parse(text, false);

    assertThat(url).isEqualTo(new TargetUrl(true, host, port, path));
    assertThat(url.hostHeader()).isEqualTo(header);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "//example.org/",
        "http://example.org/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https:example.org",
        "https:///path",
        "https://user@example.org/",
        "https://user:password@example.org/",
        "https://example.org/#part",
        "https://example.org#",
        "https://example.org:0/",
        "https://example.org:22/",
        "https://example.org:80/",
        "https://example.org:1023/",
        "https://example.org:65536/",
        "https://example.org:99999999999/",
        "https://example.org:-1/",
        "https://exa mple.org/",
        "https://example.org/\r\nHost: other",
        "https://ex\u00e4mple.org/",
        "https://example.org/\u00e4",
        "https://under_score.example/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://127.1/",
        "https://0x7f.0.0.0x1/",
        "https://example.0x7f/",
        "https://[fe80::1%25eth0]/",
        "https://[::1/",
        "https://example.org\\@other.org/",
      })
  void whatIsRefusedByItsUrl(String text) {
    assertThatThrownBy(() -> TargetUrl.parse(text, false)).isInstanceOf(WrongTarget.class);
  }

  @Test
  void aNameWithOneForbiddenAddressIsRefusedAltogether() throws Exception {
    Targets mixed = targets("1.1.1.1", "10.0.0.1");
    TargetUrl url = mixed.url("https://example.org/");

    assertThatThrownBy(() -> mixed.addresses(url)).isInstanceOf(WrongTarget.class);
    assertThat(targets("1.1.1.1", "2606:4700::1").addresses(url)).hasSize(2);
    assertThatThrownBy(() -> targets().addresses(url)).isInstanceOf(UnknownHostException.class);
    assertThatThrownBy(
            () -> Targets.publicOnly().addresses(TargetUrl.parse("https://localhost/", false)))
        .isInstanceOf(WrongTarget.class);
  }

  private static Targets targets(String... literals) {
    InetAddress[] addresses = new InetAddress[literals.length];
    for (int i = 0; i < literals.length; i++) {
      addresses[i] = InetAddress.ofLiteral(literals[i]);
    }
    return new Targets(false, _ -> addresses);
  }
}
