package crowdstart.http.connection;

import java.net.InetAddress;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.Tcp;
import org.apache.pekko.stream.scaladsl.TcpAttributes;
import org.apache.pekko.util.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refuses a new connection, or puts HTTP and its guard on it. */
final class Reception {
  private static final Logger log = LoggerFactory.getLogger(Reception.class);

  /** The least: nothing is taken ahead of the socket, so that a peer that takes nothing shows. */
  private static final Attributes UNBUFFERED = TcpAttributes.tcpWriteBufferSize(1);

  private final Connections connections;
  private final BidiFlow<HttpResponse, ByteString, ByteString, HttpRequest, NotUsed> http;
  private final Function<HttpRequest, CompletionStage<HttpResponse>> handler;
  private final Shedding shedding;
  private final Materializer materializer;

  Reception(
      Connections connections,
      BidiFlow<HttpResponse, ByteString, ByteString, HttpRequest, NotUsed> http,
      Function<HttpRequest, CompletionStage<HttpResponse>> handler,
      Shedding shedding,
      Materializer materializer) {
    this.connections = connections;
    this.http = http;
    this.handler = handler;
    this.shedding = shedding;
    this.materializer = materializer;
  }

  /** Never throws: that would end the port, and not only this connection. */
  void receive(Tcp.IncomingConnection incoming) {
    InetAddress peer = incoming.remoteAddress().getAddress();
    Refusal refusal = connections.admit(peer);
    Runnable leaving = once(() -> connections.leave(peer));
    try {
      if (refusal == null) {
        serve(incoming, leaving);
      } else {
        refuse(incoming, refusal);
      }
    } catch (RuntimeException failure) {
      if (refusal == null) {
        leaving.run();
      }
      log.error("A connection could not be served", failure);
    }
  }

  private void serve(Tcp.IncomingConnection incoming, Runnable leaving) {
    Standing standing = new Standing(System.nanoTime());
    Guard guard = new Guard(standing, connections, shedding, leaving);
    Exchange.flow(standing, handler)
        .join(http.atop(BidiFlow.fromGraph(guard)))
        .join(incoming.flow().addAttributes(UNBUFFERED))
        .run(materializer);
  }

  private void refuse(Tcp.IncomingConnection incoming, Refusal refusal) {
    // The end of the answer is the end of the connection: nobody waits for what the peer sends.
    incoming.handleWith(
        Flow.fromSinkAndSource(Sink.cancelled(), Source.single(refusal.answer())), materializer);
  }

  private static Runnable once(Runnable action) {
    AtomicBoolean isDone = new AtomicBoolean();
    return () -> {
      if (isDone.compareAndSet(false, true)) {
        action.run();
      }
    };
  }
}
