package crowdstart;

import crowdstart.cluster.DatabaseSettings;
import crowdstart.cluster.InvalidSettings;
import crowdstart.cluster.LocalCluster;
import crowdstart.cluster.PaymentSettings;
import crowdstart.cluster.Secret;
import crowdstart.cluster.Settings;
import crowdstart.cluster.StartFailed;
import crowdstart.database.DatabaseAddress;
import crowdstart.database.DatabaseException;
import crowdstart.database.EmbeddedPostgres;
import crowdstart.sandbox.Sandbox;
import crowdstart.sandbox.SandboxCommand;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** The command line. */
public final class Main {
  private static final int USAGE_EXIT_CODE = 2;
  private static final int THREE = 3;

  private static final String USAGE =
      """
      Crowdstart sells the rewards of crowdfunding campaigns, exactly, while everybody comes at once.

        (no argument)   one node, with an embedded PostgreSQL unless DATABASE_URL is set
        three-nodes     three nodes on this machine, a JVM each, forming a cluster
        database        only the embedded PostgreSQL, until stopped
        sandbox         only the payment sandbox, for nodes with SANDBOX_ADDRESS
        --help          this text

      """;

  private Main() {}

  /** Runs one of the commands that {@code --help} lists. */
  public static void main(String[] arguments) throws InterruptedException {
    Output.quieten();
    StartArchive.ofThisJvm().ifPresent(StartArchive::removeIfStale);
    try {
      run(List.of(arguments));
    } catch (InvalidSettings wrong) {
      end(wrong.getMessage(), InvalidSettings.EXIT_CODE);
    } catch (StartFailed | DatabaseException | IllegalArgumentException failed) {
      end(failed.getMessage(), StartFailed.EXIT_CODE);
    } catch (CompletionException failed) {
      end(
          "Crowdstart cannot start: "
              + (failed.getCause() == null ? failed : failed.getCause()).getMessage(),
          StartFailed.EXIT_CODE);
    }
  }

  private static void run(List<String> arguments) throws InterruptedException {
    switch (arguments.isEmpty() ? "node" : arguments.getFirst()) {
      case "node" -> Node.start(Settings.of(System.getenv()), System.out);
      case "three-nodes" -> threeNodes(Settings.of(System.getenv()));
      case "database" -> database(Settings.of(System.getenv()));
      case "sandbox" -> sandbox(Settings.of(System.getenv()));
      case "--help", "-h", "help" ->
          System.out.print(
              USAGE
                  + Settings.help()
                  + "\nFor the command sandbox\n"
                  + SandboxCommand.HELP.indent(2));
      default ->
          end("There is no command '" + arguments.getFirst() + "'.\n\n" + USAGE, USAGE_EXIT_CODE);
    }
  }

  private static void threeNodes(Settings settings) throws InterruptedException {
    Map<String, String> environment = new HashMap<>();
    Runnable stopDatabase = () -> {};
    DatabaseAddress database;
    if (settings.database() instanceof DatabaseSettings.Embedded embedded) {
      EmbeddedPostgres postgres = EmbeddedPostgres.start(embedded.dataDirectory(), embedded.port());
      database = postgres.address();
      environment.put("DATABASE_URL", database.url());
      environment.put("DATABASE_USER", database.user());
      stopDatabase = postgres::close;
    } else {
      database = NodeDatabases.external(settings);
    }
    Optional<Sandbox> sandbox = Optional.empty();
    Secret webhookSecret = new Secret("");
    if (settings.payments().provider() instanceof PaymentSettings.OwnSandbox wanted) {
      webhookSecret = Money.webhookSecret(wanted);
      sandbox = Optional.of(Money.startSandbox(Money.LOOPBACK, wanted.port(), database, List.of()));
      environment.put("SANDBOX_ADDRESS", sandbox.get().address().toString());
      environment.put("SANDBOX_WEBHOOK_SECRET", webhookSecret.value());
    }
    Map<String, String> first = new HashMap<>(environment);
    // One node seeds for all of them.
    first.put("DEMO_CAMPAIGNS", Boolean.toString(settings.demoCampaigns()));
    LocalCluster cluster =
        LocalCluster.start(
            Main.class, THREE, number -> number == 1 ? first : environment, System.out);
    cluster.onStopped(stopDatabase);
    // It reports to each node: whoever is up hears of a payment.
    Secret signedWith = webhookSecret;
    sandbox.ifPresent(it -> {
      cluster.nodes().forEach(node -> it.addEndpoint(Money.webhooksTo(node.http(), signedWith)));
      cluster.onStopped(it::close);
    });
    try {
      cluster.ready().toCompletableFuture().join();
      System.out.println("\nThree nodes are ready.\n" + cluster.describe() + "\nStop: Ctrl-C");
      cluster.awaitEnd();
    } finally {
      cluster.stop();
    }
  }

  private static void database(Settings settings) throws InterruptedException {
    if (!(settings.database() instanceof DatabaseSettings.Embedded embedded)) {
      throw new StartFailed("DATABASE_URL is set: there is no embedded database to start", null);
    }
    EmbeddedPostgres postgres = EmbeddedPostgres.start(embedded.dataDirectory(), embedded.port());
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(postgres::close));
    System.out.println(postgres.address().url() + "?user=" + postgres.address().user());
    new CountDownLatch(1).await();
  }

  private static void sandbox(Settings settings) throws InterruptedException {
    DatabaseAddress database;
    if (settings.database() instanceof DatabaseSettings.Embedded embedded) {
      EmbeddedPostgres postgres = EmbeddedPostgres.start(embedded.dataDirectory(), embedded.port());
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(postgres::close));
      database = postgres.address();
    } else {
      database = NodeDatabases.external(settings);
    }
    Sandbox sandbox = SandboxCommand.run(Money.ledger(database), System.getenv(), System.out);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(sandbox::close));
    new CountDownLatch(1).await();
  }

  private static void end(@Nullable String message, int exitCode) {
    System.err.println(message);
    System.exit(exitCode);
  }
}
