package crowdstart.sandbox;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;

/**
 * How a sandbox is started.
 *
 * @param port 0 takes any free one
 * @param secretKey what the merchant's calls carry
 * @param endpoints where webhooks go
 * @param seed of all that is left to chance
 * @param clock for the times of objects, the memory of keys, and the signatures of webhooks
 */
public record SandboxSettings(
    String host,
    int port,
    Database database,
    String secretKey,
    List<Endpoint> endpoints,
    Trouble trouble,
    long seed,
    InstantSource clock) {
  /** The key of a sandbox that nobody else can reach. */
  public static final String SECRET_KEY_DEFAULT = "sk_test_crowdstart_sandbox";

  public SandboxSettings {
    endpoints = List.copyOf(endpoints);
  }

  /**
   * The PostgreSQL that keeps the ledger, in a schema {@code sandbox} of its own.
   *
   * @param password may be empty
   */
  public record Database(String jdbcUrl, String user, String password) {
    @Override
    public String toString() {
      return "Database[" + user + "]";
    }
  }

  /** Where webhooks go, and what they are signed with. */
  public record Endpoint(URI url, String secret) {
    @Override
    public String toString() {
      return "Endpoint[" + url + "]";
    }
  }

  /** On any free port of this machine, without trouble or webhooks. */
  public static SandboxSettings local(Database database) {
    return new SandboxSettings(
        "127.0.0.1",
        0,
        database,
        SECRET_KEY_DEFAULT,
        List.of(),
        Trouble.NONE,
        1,
        InstantSource.system());
  }

  public SandboxSettings withHost(String newHost) {
    return new SandboxSettings(newHost, port, database, secretKey, endpoints, trouble, seed, clock);
  }

  public SandboxSettings withPort(int newPort) {
    return new SandboxSettings(host, newPort, database, secretKey, endpoints, trouble, seed, clock);
  }

  public SandboxSettings withEndpoints(Endpoint... all) {
    return new SandboxSettings(host, port, database, secretKey, List.of(all), trouble, seed, clock);
  }

  public SandboxSettings withTrouble(Trouble next) {
    return new SandboxSettings(host, port, database, secretKey, endpoints, next, seed, clock);
  }

  public SandboxSettings withSeed(long newSeed) {
    return new SandboxSettings(host, port, database, secretKey, endpoints, trouble, newSeed, clock);
  }

  public SandboxSettings withClock(InstantSource newClock) {
    return new SandboxSettings(host, port, database, secretKey, endpoints, trouble, seed, newClock);
  }

  @Override
  public String toString() {
    return "SandboxSettings[" + host + ":" + port + "]";
  }
}
