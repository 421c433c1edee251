package crowdstart.http.hook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Decides where webhooks may be sent, when one is added and again each time that one is sent: names
 * change what they stand for.
 */
public final class Targets {

  /** What a name stands for. Blocks. */
  @FunctionalInterface
  interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  private final boolean allowsPrivate;
  private final Resolver resolver;

  Targets(boolean allowsPrivate, Resolver resolver) {
    this.allowsPrivate = allowsPrivate;
    this.resolver = resolver;
  }

  /** HTTPS to the public internet, and nothing else. */
  public static Targets publicOnly() {
    return new Targets(false, InetAddress::getAllByName);
  }

  /**
   * Anything, also plain HTTP and this machine itself: for development, and for nodes that serve
   * nobody else.
   */
  public static Targets anywhere() {
    return new Targets(true, InetAddress::getAllByName);
  }

  TargetUrl url(String text) throws WrongTarget {
    return TargetUrl.parse(text, allowsPrivate);
  }

  /**
   * The addresses that may be connected to. One that may not spoils all of them: whoever mixes
   * those means no good.
   *
   * @throws UnknownHostException when there are none
   */
  List<InetAddress> addresses(TargetUrl url) throws WrongTarget, UnknownHostException {
    InetAddress[] addresses = resolver.resolve(url.host());
    for (InetAddress address : addresses) {
      if (!allowsPrivate && !PublicAddresses.contain(address)) {
        throw new WrongTarget("must not lead to a private or reserved address");
      }
    }
    if (addresses.length == 0) {
      throw new UnknownHostException("no address");
    }
    return List.of(addresses);
  }
}
