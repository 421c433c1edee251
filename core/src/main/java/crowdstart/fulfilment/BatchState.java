package crowdstart.fulfilment;

import java.time.Instant;

/** A batch as it stands: one type for each stage of its life. */
public sealed interface BatchState {
  record Absent() implements BatchState {}

  sealed interface Known extends BatchState {
    BatchEvent.Opened opened();

    /** When it came to this stage. */
    Instant at();

    BatchStage stage();
  }

  record Open(BatchEvent.Opened opened) implements Known {
    @Override
    public Instant at() {
      return opened.at();
    }

    @Override
    public BatchStage stage() {
      return BatchStage.OPEN;
    }
  }

  record Locking(BatchEvent.Opened opened, Instant at) implements Known {
    @Override
    public BatchStage stage() {
      return BatchStage.LOCKING;
    }
  }

  record Locked(BatchEvent.Opened opened, Instant at) implements Known {
    @Override
    public BatchStage stage() {
      return BatchStage.LOCKED;
    }
  }
}
