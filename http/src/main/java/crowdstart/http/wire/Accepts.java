package crowdstart.http.wire;

import crowdstart.http.problem.ProblemType;
import crowdstart.http.problem.Problems;
import crowdstart.http.problem.Refused;
import java.util.List;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.MediaRange;
import org.apache.pekko.http.javadsl.model.MediaType;
import org.apache.pekko.http.javadsl.model.headers.Accept;

/** Chooses the form of an answer where there are several, or where it cannot be mistaken. */
public final class Accepts {
  private Accepts() {}

  /**
   * The form that the client likes best, the earlier one of equals.
   *
   * @throws Refused not acceptable, when it takes none of them
   */
  public static MediaType best(HttpRequest request, List<MediaType> forms) {
    MediaType best = null;
    float bestWeight = 0;
    for (MediaType form : forms) {
      float weight = weight(request, form);
      if (weight > bestWeight) {
        best = form;
        bestWeight = weight;
      }
    }
    if (best == null) {
      throw new Refused(
          Problems.of(
              ProblemType.NOT_ACCEPTABLE,
              "it can be had as "
                  + String.join(", ", forms.stream().map(MediaType::toString).toList())));
    }
    return best;
  }

  /** By the most special range that names the form, as RFC 9110 has it. */
  private static float weight(HttpRequest request, MediaType form) {
    // One that names nothing is as good as none.
    boolean hasAccept = false;
    float weight = 0;
    int special = -1;
    for (HttpHeader header : request.getHeaders()) {
      if (header instanceof Accept accept) {
        for (MediaRange range : accept.getMediaRanges()) {
          hasAccept = true;
          int how = range.matches(form) ? specialty(range, form) : -1;
          if (how > special) {
            special = how;
            weight = ((org.apache.pekko.http.scaladsl.model.MediaRange) range).qValue();
          }
        }
      }
    }
    return hasAccept ? weight : 1;
  }

  private static int specialty(MediaRange range, MediaType form) {
    String text = range.toString();
    if (text.startsWith("*/*")) {
      return 0;
    }
    return text.startsWith(form.mainType() + "/*") ? 1 : 2;
  }
}
