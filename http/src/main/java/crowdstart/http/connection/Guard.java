package crowdstart.http.connection;

import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.BidiShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.util.ByteString;

/**
 * Stands between HTTP and the socket of one connection: marks what passes, and ends the connection
 * when told to. It never fails towards HTTP, for which every end is a peer that has hung up: what a
 * stranger's connection does is not worth a line in the log.
 */
final class Guard extends GraphStage<BidiShape<ByteString, ByteString, ByteString, ByteString>> {
  /** What is handed to the socket at once, so that a slow peer is seen to take a large answer. */
  static final int SLICE_BYTES = 16 * 1024;

  private final Inlet<ByteString> answers = Inlet.create("Guard.answers");
  private final Outlet<ByteString> toPeer = Outlet.create("Guard.toPeer");
  private final Inlet<ByteString> fromPeer = Inlet.create("Guard.fromPeer");
  private final Outlet<ByteString> requests = Outlet.create("Guard.requests");
  private final Standing standing;
  private final Connections connections;
  private final Shedding shedding;
  private final Runnable leaving;

  /** What others may ask of an open connection, from any thread. */
  interface Control {
    /** Ends it if no request is under way. */
    void finish();

    void cut(Excess why);
  }

  /** Without a trace: it says nothing that the metrics do not. */
  private static final class Cut extends Exception {
    private static final long serialVersionUID = 1;

    Cut() {
      super("cut", null, false, false);
    }
  }

  /**
   * @param leaving to be run when the connection has ended
   */
  Guard(Standing standing, Connections connections, Shedding shedding, Runnable leaving) {
    this.standing = standing;
    this.connections = connections;
    this.shedding = shedding;
    this.leaving = leaving;
  }

  @Override
  public BidiShape<ByteString, ByteString, ByteString, ByteString> shape() {
    return BidiShape.of(answers, toPeer, fromPeer, requests);
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private final class Logic extends GraphStageLogic implements Control {
    private final AsyncCallback<Runnable> run = createAsyncCallback(Runnable::run);
    private final Inspector inspector = new Inspector();
    private ByteString unsent = ByteString.emptyByteString();
    private boolean isEnding;

    Logic() {
      super(Guard.this.shape());
      setHandler(fromPeer, new FromPeer());
      setHandler(requests, new Requests());
      setHandler(answers, new Answers());
      setHandler(toPeer, new ToPeer());
    }

    @Override
    public void preStart() {
      connections.opened(this, standing);
    }

    @Override
    public void postStop() {
      connections.closed(this);
      leaving.run();
    }

    @Override
    public void finish() {
      run.invoke(() -> {
        if (standing.isBetweenRequests()) {
          // HTTP ends by itself, once it has sent what it still has.
          complete(requests);
        }
      });
    }

    @Override
    public void cut(Excess why) {
      run.invoke(() -> {
        if (why == Excess.SLOW_REQUEST && !standing.isReceiving()) {
          // The rest came just now.
          return;
        }
        boolean isAnswerable = why == Excess.SLOW_REQUEST && unsent.isEmpty() && !isEnding;
        if (isAnswerable && isAvailable(toPeer)) {
          unsent = StaticAnswers.REQUEST_TIMEOUT;
          hearNoMore();
          cancel(answers, new Cut());
          end();
        } else if (why == Excess.IDLE && standing.isBetweenRequests() && !isClosed(requests)) {
          // A request may be on its way at this very moment: no reset, then.
          complete(requests);
        } else {
          abort();
        }
      });
    }

    private void abort() {
      complete(requests);
      cancel(answers, new Cut());
      fail(toPeer, new Cut());
      cancel(fromPeer, new Cut());
    }

    private void peerIsGone() {
      complete(requests);
      cancel(answers, new Cut());
      completeStage();
    }

    private void end() {
      isEnding = true;
      send();
    }

    private void send() {
      if (!isAvailable(toPeer)) {
        return;
      }
      if (!unsent.isEmpty()) {
        ByteString slice = unsent.take(SLICE_BYTES);
        unsent = unsent.drop(SLICE_BYTES);
        standing.offered(System.nanoTime());
        push(toPeer, slice);
      } else if (isEnding) {
        standing.hungUp(System.nanoTime());
        complete(toPeer);
        hearNoMore();
      } else if (!isClosed(answers) && !hasBeenPulled(answers)) {
        pull(answers);
      }
    }

    /** Still takes what comes, so that the peer can hang up, and does not see a reset before. */
    private void hearNoMore() {
      complete(requests);
      hear();
    }

    private void hear() {
      if (!isClosed(fromPeer) && !hasBeenPulled(fromPeer)) {
        pull(fromPeer);
      }
    }

    private final class FromPeer extends AbstractInHandler {
      @Override
      public void onPush() {
        ByteString bytes = grab(fromPeer);
        if (isClosed(requests)) {
          hear();
          return;
        }
        // Nothing is answered by ourselves while HTTP may have an answer for the same room.
        boolean isFirst = standing.isBetweenRequests() && unsent.isEmpty() && isAvailable(toPeer);
        standing.heard(System.nanoTime());
        // What comes from a socket is in one array, which is not copied.
        int passing = inspector.passing(bytes.toArrayUnsafe());
        if (passing < bytes.length()) {
          breakOff(bytes.take(passing));
          return;
        }
        ByteString shed = isFirst ? shedding.answer(bytes) : null;
        if (shed == null) {
          push(requests, bytes);
        } else {
          standing.answered();
          unsent = shed;
          send();
          hear();
        }
      }

      /**
       * For HTTP the peer hangs up in the middle of a request: it answers those before, then says
       * that this one cannot be read, and ends the connection.
       */
      private void breakOff(ByteString before) {
        connections.brokenOff();
        if (!before.isEmpty()) {
          push(requests, before);
        }
        hearNoMore();
      }

      @Override
      public void onUpstreamFinish() {
        complete(requests);
      }

      @Override
      public void onUpstreamFailure(Throwable failure) {
        peerIsGone();
      }
    }

    private final class Requests extends AbstractOutHandler {
      @Override
      public void onPull() {
        hear();
      }

      @Override
      public void onDownstreamFinish(Throwable cause) {
        hear();
      }
    }

    private final class Answers extends AbstractInHandler {
      @Override
      public void onPush() {
        unsent = grab(answers);
        send();
      }

      @Override
      public void onUpstreamFinish() {
        end();
      }

      @Override
      public void onUpstreamFailure(Throwable failure) {
        abort();
      }
    }

    private final class ToPeer extends AbstractOutHandler {
      @Override
      public void onPull() {
        standing.taken(System.nanoTime());
        send();
      }

      @Override
      public void onDownstreamFinish(Throwable cause) {
        peerIsGone();
      }
    }
  }
}
