package crowdstart.loadtest.launch.crowd;

import java.net.URI;
import java.util.List;

/**
 * What one process of the crowd is to do.
 *
 * @param share its number, from 0
 * @param shares how many such processes there are
 * @param servers the nodes; backers are spread evenly over them
 * @param sandbox the payment sandbox, which takes the cards
 * @param sources local addresses to connect from, dealt out in turn
 * @param backers its share of the backers, watchers included
 * @param watchers how many of them watch the totals
 * @param campaign what they came for
 * @param run distinguishes this run's backers and keys from all others'
 * @param seed of everything that is left to chance
 * @param shape when orders are wanted
 * @param reportPort where its parent listens, on loopback
 */
public record CrowdPlan(
    int share,
    int shares,
    List<URI> servers,
    URI sandbox,
    List<String> sources,
    int backers,
    int watchers,
    String campaign,
    String run,
    long seed,
    LaunchShape shape,
    int reportPort) {
  public CrowdPlan {
    servers = List.copyOf(servers);
    sources = List.copyOf(sources);
  }
}
