package crowdstart.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressRangeTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8,     10.255.255.255, true",
    "10.0.0.0/8,     11.0.0.0,       false",
    "172.16.0.0/12,  172.31.255.255, true",
    "172.16.0.0/12,  172.32.0.0,     false",
    "192.0.2.7,      192.0.2.7,      true",
    "192.0.2.7,      192.0.2.6,      false",
    "0.0.0.0/0,      203.0.113.9,    true",
    "0.0.0.0/0,      2001:db8::1,    false",
    "fc00::/7,       fdff::1,        true",
    "fc00::/7,       fe00::1,        false",
    "::1,            ::1,            true",
    "10.0.0.0/8,     ::ffff:10.1.1.1, true"
  })
  void containsWhatBeginsAlike(String range, String address, boolean isIn) {
    assertThat(AddressRange.parse(range).orElseThrow().contains(InetAddress.ofLiteral(address)))
        .isEqualTo(isIn);
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.2", "10.9.8.7", "192.168.1.1", "172.20.0.1", "::1", "fd00::5"})
  void privateAddressesAreKnown(String address) {
    assertThat(AddressRange.PRIVATE)
        .anyMatch(range -> range.contains(InetAddress.ofLiteral(address)));
  }
}
