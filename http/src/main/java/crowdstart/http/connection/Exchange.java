package crowdstart.http.connection;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.RequestEntity;
import org.apache.pekko.http.javadsl.model.headers.Connection;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** Requests and answers of one connection: tells the guard beneath where one ends. */
final class Exchange {
  private static final Connection CLOSE = Connection.create("close");

  /** One request after the other, see {@code pipelining-limit}. */
  private static final int AT_ONCE = 1;

  private final Standing standing;

  private Exchange(Standing standing) {
    this.standing = standing;
  }

  static Flow<HttpRequest, HttpResponse, NotUsed> flow(
      Standing standing, Function<HttpRequest, CompletionStage<HttpResponse>> handler) {
    Exchange exchange = new Exchange(standing);
    return Flow.of(HttpRequest.class)
        .map(exchange::requested)
        .mapAsync(AT_ONCE, handler::apply)
        .map(exchange::answered);
  }

  private HttpRequest requested(HttpRequest request) {
    standing.working();
    if (request.entity().isStrict()) {
      standing.received();
      return request;
    }
    return request.withEntity(noticed(request.entity()));
  }

  private RequestEntity noticed(RequestEntity body) {
    Source<ByteString, ?> bytes =
        body.getDataBytes()
            .watchTermination((before, end) -> {
              end.whenComplete((done, failure) -> standing.received());
              return before;
            });
    return body instanceof HttpEntity.Default sized
        ? HttpEntities.create(body.getContentType(), sized.getContentLength(), bytes)
        : HttpEntities.createChunked(body.getContentType(), bytes);
  }

  /** A stream is the last answer of its connection: so it ends together with it. */
  private HttpResponse answered(HttpResponse response) {
    standing.answered();
    return response.entity().isStrict() || response.getHeader(Connection.class).isPresent()
        ? response
        : response.addHeader(CLOSE);
  }
}
