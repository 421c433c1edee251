package crowdstart.http.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicAddressesTest {

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    // The public internet, up to its edges.
    "1.1.1.1, true",
    "9.255.255.255, true",
    "11.0.0.0, true",
    "100.63.255.255, true",
    "100.128.0.0, true",
    "126.255.255.255, true",
    "128.0.0.0, true",
    "168.63.129.15, true",
    "169.253.255.255, true",
    "172.15.255.255, true",
    "172.32.0.0, true",
    "192.167.255.255, true",
    "192.169.0.0, true",
    "198.17.255.255, true",
    "198.20.0.0, true",
    "223.255.255.255, true",
    "2606:4700:4700::1111, true",
    "2a00:1450::1, true",
    "64:ff9b::101:101, true",
    // This network, private, shared, loopback, link-local.
    "0.0.0.0, false",
    "0.255.255.255, false",
    "10.0.0.0, false",
    "10.255.255.255, false",
    "100.64.0.0, false",
    "100.100.100.200, false",
    "100.127.255.255, false",
    "127.0.0.1, false",
    "127.255.255.255, false",
    "169.254.0.0, false",
    "169.254.169.254, false",
    "172.16.0.0, false",
    "172.31.255.255, false",
    "192.168.0.0, false",
    "192.168.255.255, false",
    // Metadata, assignments, documentation, benchmarks, multicast, reserved, broadcast.
    "168.63.129.16, false",
    "192.0.0.192, false",
    "192.0.2.1, false",
    "192.88.99.1, false",
    "198.18.0.0, false",
    "198.19.255.255, false",
    "198.51.100.1, false",
    "203.0.113.1, false",
    "224.0.0.1, false",
    "239.255.255.255, false",
    "240.0.0.1, false",
    "255.255.255.255, false",
    // IPv6: unspecified, loopback, link-local, site-local, unique-local, multicast, discard.
    "::, false",
    "::1, false",
    "fe80::1, false",
    "febf::1, false",
    "fec0::1, false",
    "fc00::1, false",
    "fd00:ec2::254, false",
    "ff02::1, false",
    "100::1, false",
    "2001:db8::1, false",
    "3fff::1, false",
    // IPv4 within: mapped, compatible, translated, 6to4, Teredo, NAT64.
    "::ffff:127.0.0.1, false",
    "::ffff:169.254.169.254, false",
    "::ffff:8.8.8.8, true",
    "::127.0.0.1, false",
    "::8.8.8.8, false",
    "::ffff:0:127.0.0.1, false",
    "2002:7f00:1::, false",
    "2002:808:808::, false",
    "2001:0:7f00:1::, false",
    "64:ff9b::7f00:1, false",
    "64:ff9b::a9fe:a9fe, false",
    "64:ff9b::a00:1, false",
    "64:ff9b:1::a00:1, false",
    "5f00::1, false",
  })
  void belongsToThePublicInternet(String address, boolean isPublic) {
    assertThat(PublicAddresses.contain(InetAddress.ofLiteral(address))).isEqualTo(isPublic);
  }
}
