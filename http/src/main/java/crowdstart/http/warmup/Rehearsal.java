package crowdstart.http.warmup;

import crowdstart.campaign.CampaignDetails;
import crowdstart.campaign.Campaigns;
import crowdstart.campaign.FundingModel;
import crowdstart.campaign.ManageAnswer;
import crowdstart.campaign.ManageCommand;
import crowdstart.campaign.Tier;
import crowdstart.http.HttpServer;
import crowdstart.identity.CampaignId;
import crowdstart.identity.Identities;
import crowdstart.identity.Region;
import crowdstart.identity.TierId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Exercises a node's whole path before it is ready, and for a while after: a cold one serves a
 * tenth of its warm rate. Its campaign and orders go to a journal that is thrown away, no metric
 * counts them, and their ids mean nothing to anybody afterwards.
 */
public final class Rehearsal {
  /**
   * How long it goes on.
   *
   * @param longest zero for none at all; it ends before that when the node gets no faster
   * @param givesWay whether it ends when others ask more than a little of the node
   */
  public record Extent(Duration longest, boolean givesWay) {

    public static Extent beforeReady(Duration longest) {
      return new Extent(longest, false);
    }

    /** Once it is ready, beside its first guests: the compilers have not caught up by then. */
    public static Extent besideGuests() {
      return new Extent(Duration.ofSeconds(20), true);
    }
  }

  /**
   * With the pause, less than a node can do: what makes it faster is the compilers' work, which
   * needs the machine, too.
   */
  private static final int CONNECTIONS = 16;

  /** Of a connection between two checkouts. */
  private static final Duration PAUSE = Duration.ofMillis(5);

  /** What it leaves in memory for a minute is bounded. */
  private static final int ORDERS_MAX = 30_000;

  /** One read for so many checkouts: pages are looked at, too. */
  private static final int CHECKOUTS_PER_READ = 8;

  private static final int CREATED = 201;
  private static final long PRICE = 100;
  private static final Duration RUN = Duration.ofDays(1);
  private static final TierId TIER = new TierId("rehearsal");
  private static final Logger log = LoggerFactory.getLogger(Rehearsal.class);

  private final HttpServer server;
  private final Campaigns campaigns;
  private final CampaignId campaign;
  private final Pace pace;
  private final Extent extent;
  private final AtomicInteger number = new AtomicInteger();
  private final AtomicInteger placed = new AtomicInteger();

  private Rehearsal(HttpServer server, Campaigns campaigns, Identities identities, Extent extent) {
    this.server = server;
    this.campaigns = campaigns;
    this.campaign = identities.newCampaign(Region.WARM_UP);
    this.extent = extent;
    this.pace = new Pace(extent, server::guests, System::nanoTime);
  }

  /**
   * Runs one; never fails, since a node that is cold still works. Answers with the orders that were
   * placed.
   */
  public static CompletionStage<Integer> run(
      HttpServer server, Campaigns campaigns, Identities identities, Extent extent) {
    if (extent.longest().isZero()) {
      return CompletableFuture.completedStage(0);
    }
    CompletableFuture<Integer> done = new CompletableFuture<>();
    Rehearsal rehearsal = new Rehearsal(server, campaigns, identities, extent);
    Thread.ofVirtual()
        .name("rehearsal")
        .start(() -> {
          try {
            rehearsal.run();
          } catch (IOException | RuntimeException failure) {
            rehearsal.brokenOff(failure);
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          } finally {
            server.warmingUp(false);
            done.complete(rehearsal.placed.get());
          }
        });
    return done;
  }

  private void run() throws IOException, InterruptedException {
    server.warmingUp(true);
    manage(new ManageCommand.Create(details()));
    manage(new ManageCommand.Launch());
    List<Thread> backers = new ArrayList<>(CONNECTIONS);
    for (int i = 0; i < CONNECTIONS; i++) {
      backers.add(Thread.ofVirtual().name("rehearsal-backer-" + i).start(this::back));
    }
    for (Thread backer : backers) {
      backer.join();
    }
    manage(new ManageCommand.Cancel());
  }

  /** A node that others use already may be about to end. */
  private void brokenOff(Exception failure) {
    log.atLevel(extent.givesWay() ? Level.DEBUG : Level.WARN)
        .log("The rehearsal was broken off; this node is cold: {}", failure.toString());
  }

  private void back() {
    String path = "/v1/campaigns/" + campaign;
    try (PlainClient client = new PlainClient(reachable(server.address()))) {
      while (pace.goesOn() && number.get() < ORDERS_MAX) {
        int mine = number.incrementAndGet();
        if (client.post(path + "/orders", "rehearsal-" + mine, body(mine)) == CREATED) {
          placed.incrementAndGet();
        }
        if (mine % CHECKOUTS_PER_READ == 0) {
          client.get(path);
          client.get(path + "/stats");
        }
        pace.passed();
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException failure) {
      log.debug("A connection of the rehearsal broke", failure);
    }
  }

  private static String body(int number) {
    return "{\"tier\":\"%s\",\"quantity\":1,\"backer\":{\"email\":\"%d@rehearsal.invalid\",\"name\":\"Nobody\",\"country\":\"SE\"}}"
        .formatted(TIER, number);
  }

  private void manage(ManageCommand command) throws IOException {
    ManageAnswer answer = campaigns.manage(campaign, command).toCompletableFuture().join();
    if (!(answer instanceof ManageAnswer.Done)) {
      throw new IOException(command.getClass().getSimpleName() + " was answered " + answer);
    }
  }

  private CampaignDetails details() {
    return new CampaignDetails(
        campaign,
        "Rehearsal",
        "",
        "nobody",
        Currency.getInstance("EUR"),
        1,
        Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(RUN),
        FundingModel.ALL_OR_NOTHING,
        List.of(new Tier(TIER, "Rehearsal", PRICE, ORDERS_MAX * 2, null, null, null)));
  }

  private static InetSocketAddress reachable(InetSocketAddress bound) {
    InetAddress address =
        bound.getAddress().isAnyLocalAddress()
            ? InetAddress.getLoopbackAddress()
            : bound.getAddress();
    return new InetSocketAddress(address, bound.getPort());
  }
}
