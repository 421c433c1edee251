package crowdstart.http.stream;

import java.util.function.Consumer;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.SourceShape;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * One watcher's stream: a slot for the newest event, which a slow reader finds replaced and never
 * holds against the rest.
 */
final class WatcherStage extends GraphStage<SourceShape<ByteString>> {
  /** For a watcher that has seen nothing yet. */
  static final long NOTHING_SEEN = -1;

  private final Outlet<ByteString> out = Outlet.create("events");
  private final SourceShape<ByteString> shape = SourceShape.of(out);
  private final long seen;
  private final Consumer<Watcher> joined;
  private final Consumer<Watcher> left;

  /**
   * @param seen the version that the watcher saw last; it never sees an older one
   */
  WatcherStage(long seen, Consumer<Watcher> joined, Consumer<Watcher> left) {
    this.seen = seen;
    this.joined = joined;
    this.left = left;
  }

  @Override
  public SourceShape<ByteString> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes inheritedAttributes) {
    return new Logic();
  }

  private final class Logic extends GraphStageLogic implements Watcher {
    private final AsyncCallback<StatsEvent> offered = createAsyncCallback(this::onEvent);
    private final AsyncCallback<Runnable> commanded = createAsyncCallback(Runnable::run);
    private @Nullable ByteString slot = StatsEvent.BEGIN;
    private long newest = seen;
    private boolean isFirst = true;
    private @Nullable StatsEvent last;

    Logic() {
      super(shape);
      setHandler(
          out,
          new AbstractOutHandler() {
            @Override
            public void onPull() {
              send();
            }
          });
    }

    @Override
    public void preStart() {
      joined.accept(this);
    }

    @Override
    public void postStop() {
      left.accept(this);
    }

    @Override
    public void offer(StatsEvent event) {
      offered.invoke(event);
    }

    @Override
    public void heartbeat() {
      commanded.invoke(this::onHeartbeat);
    }

    @Override
    public void end() {
      commanded.invoke(this::onEnd);
    }

    private void onEvent(StatsEvent event) {
      // What was seen before a reconnection is not sent again; later the same version may be.
      if (event.version() < newest
          || (isFirst && event.version() == newest)
          || event.equals(last)) {
        return;
      }
      last = event;
      newest = event.version();
      slot = isFirst && slot != null ? slot.concat(event.bytes()) : event.bytes();
      isFirst = false;
      send();
    }

    private void onHeartbeat() {
      if (slot == null) {
        slot = StatsEvent.HEARTBEAT;
        send();
      }
    }

    private void onEnd() {
      emit(out, StatsEvent.END, this::completeStage);
    }

    private void send() {
      if (slot != null && isAvailable(out)) {
        push(out, slot);
        slot = null;
      }
    }
  }
}
