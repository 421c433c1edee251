package crowdstart.simulator;

import crowdstart.campaign.Line;
import crowdstart.campaign.PricedLine;
import java.util.List;

/** What was asked for, from what it was held as. */
final class Lines {
  private Lines() {}

  static List<Line> asked(List<PricedLine> priced) {
    return priced.stream().map(line -> new Line(line.tier(), line.quantity())).toList();
  }
}
