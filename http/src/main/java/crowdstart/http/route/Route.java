package crowdstart.http.route;

import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * Who answers one method of one path.
 *
 * @param method in capitals; who answers GET answers HEAD as well
 * @param template the path, with a variable in braces as a whole segment
 * @param takesBody whether the handler reads the request's body; otherwise the router does, to its
 *     end, before it asks the handler
 */
public record Route(String method, String template, boolean takesBody, Handler handler) {

  /** Answers, or throws {@link crowdstart.http.problem.Refused}, at once or in the stage. */
  @FunctionalInterface
  public interface Handler {
    CompletionStage<HttpResponse> handle(Call call);
  }

  public static Route get(String template, Handler handler) {
    return new Route("GET", template, false, handler);
  }

  public static Route post(String template, Handler handler) {
    return new Route("POST", template, true, handler);
  }

  /** A POST that says all in its path. */
  public static Route step(String template, Handler handler) {
    return new Route("POST", template, false, handler);
  }

  public static Route put(String template, Handler handler) {
    return new Route("PUT", template, true, handler);
  }

  public static Route patch(String template, Handler handler) {
    return new Route("PATCH", template, true, handler);
  }

  public static Route delete(String template, Handler handler) {
    return new Route("DELETE", template, false, handler);
  }
}
