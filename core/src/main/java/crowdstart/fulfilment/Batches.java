package crowdstart.fulfilment;

import crowdstart.identity.BatchId;
import crowdstart.identity.Patience;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;

/** The way to the batches, on whichever node they are. Safe for use by many threads. */
public final class Batches {
  private final ClusterSharding sharding;
  private final Patience patience;

  public Batches(ClusterSharding sharding, Patience patience) {
    this.sharding = sharding;
    this.patience = patience;
  }

  /** Changes a batch, or finds that it stands like that. Answers within the patience. */
  public CompletionStage<BatchAnswer> change(BatchId batch, BatchCommand command) {
    return ask(batch, replyTo -> new BatchMessage.Change(command, replyTo));
  }

  public CompletionStage<BatchAnswer> read(BatchId batch) {
    return ask(batch, BatchMessage.Read::new);
  }

  public CompletionStage<BatchAnswer> readOrders(BatchId batch) {
    return ask(batch, BatchMessage.ReadOrders::new);
  }

  private CompletionStage<BatchAnswer> ask(
      BatchId batch, Function<ActorRef<BatchAnswer>, BatchMessage> message) {
    return patience.ask(
        wait ->
            sharding
                .entityRefFor(BatchEntity.TYPE, batch.value())
                .<BatchAnswer>ask(message::apply, wait),
        BatchAnswer.Unknown::new);
  }
}
