package crowdstart.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.campaign.Fixture;
import crowdstart.identity.BatchId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random walks over a shipment, judged by a model that has its own idea of one: a few words and
 * sets, none of the production states.
 */
class ShipmentWalkTest {
  private static final int WALKS = 500;
  private static final int STEPS = 40;
  private static final List<BatchId> BATCHES = List.of(ShipmentSpec.ONE, ShipmentSpec.TWO);

  /** A parcel on a shelf: where it is, which boxes it was taken out of, what was written on it. */
  private static final class Parcel {
    private String where = "nowhere";
    private @Nullable BatchId box;
    private boolean isSealed;
    private boolean wasAtHome;
    private boolean isSuspended;
    private final Set<BatchId> outOf = new HashSet<>();

    /** What should come of it: "event", "done" or "no". */
    String judge(ShipmentCommand command) {
      boolean isHere = where.equals("shelf");
      return switch (command) {
        case ShipmentCommand.Begin _ -> where.equals("nowhere") ? move("shelf") : "done";
        case ShipmentCommand.Batch(BatchId batch) -> {
          if (batch.equals(box)) {
            yield "done";
          }
          if (!isHere || box != null || isSuspended || outOf.contains(batch)) {
            yield "no";
          }
          box = batch;
          yield "event";
        }
        case ShipmentCommand.Unbatch(BatchId batch) -> {
          if (isHere && outOf.contains(batch)) {
            yield "done";
          }
          if (!isHere || !batch.equals(box) || isSealed) {
            yield "no";
          }
          outOf.add(batch);
          box = null;
          yield "event";
        }
        case ShipmentCommand.Lock(BatchId batch) -> {
          if (!isHere || !batch.equals(box)) {
            yield "no";
          }
          boolean before = isSealed;
          isSealed = true;
          yield before ? "done" : "event";
        }
        case ShipmentCommand.Ship _ ->
            isHere ? move("road") : Set.of("road", "home", "back").contains(where) ? "done" : "no";
        case ShipmentCommand.Deliver _ -> {
          if (where.equals("road")) {
            wasAtHome = true;
            yield move("home");
          }
          yield wasAtHome ? "done" : "no";
        }
        case ShipmentCommand.Return _ ->
            where.equals("back")
                ? "done"
                : Set.of("road", "home").contains(where) ? move("back") : "no";
        case ShipmentCommand.Suspend _ -> suspend(isHere, true);
        case ShipmentCommand.Resume _ -> suspend(isHere, false);
        case ShipmentCommand.Reopen _ -> reopen();
        case ShipmentCommand.Cancel _ -> isHere ? move("bin") : where.equals("bin") ? "done" : "no";
      };
    }

    private String reopen() {
      if (where.equals("nowhere")) {
        return "no";
      }
      if (!where.equals("bin")) {
        return "done";
      }
      if (box != null) {
        outOf.add(box);
      }
      box = null;
      isSealed = false;
      isSuspended = false;
      return move("shelf");
    }

    private String suspend(boolean isHere, boolean should) {
      if (where.equals("nowhere")) {
        return "no";
      }
      if (!isHere || isSuspended == should) {
        return "done";
      }
      isSuspended = should;
      return "event";
    }

    private String move(String to) {
      where = to;
      return "event";
    }
  }

  @Test
  void agreeWithTheModel() {
    int accepted = 0;
    for (int seed = 0; seed < WALKS; seed++) {
      Random random = new Random(seed);
      Parcel parcel = new Parcel();
      ShipmentState state = new ShipmentState.Absent();
      List<ShipmentEvent> events = new ArrayList<>();
      for (int step = 0; step < STEPS; step++) {
        ShipmentCommand command = command(random);
        ShipmentDecision decision = Shipment.decide(state, command, ShipmentSpec.LATER);
        assertThat(word(decision))
            .as("seed %d, step %d, %s", seed, step, command)
            .isEqualTo(parcel.judge(command));
        if (decision instanceof ShipmentDecision.Accept(ShipmentEvent event)) {
          events.add(event);
          state = Shipment.evolve(state, event);
          accepted++;
        }
      }
      ShipmentState replayed = new ShipmentState.Absent();
      for (ShipmentEvent event : events) {
        replayed = Shipment.evolve(replayed, event);
      }
      assertThat(replayed).as("H1, seed %d", seed).isEqualTo(state);
    }
    assertThat(accepted).as("walks that get somewhere").isGreaterThan(WALKS * 3);
  }

  /** Begun soon, and rarely ended, so that most of a walk is lived. */
  private static ShipmentCommand command(Random random) {
    BatchId batch = BATCHES.get(random.nextInt(BATCHES.size()));
    int dice = random.nextInt(100);
    if (dice < 15) {
      return ShipmentSpec.begin();
    } else if (dice < 40) {
      return new ShipmentCommand.Batch(batch);
    } else if (dice < 60) {
      return new ShipmentCommand.Unbatch(batch);
    } else if (dice < 73) {
      return new ShipmentCommand.Lock(batch);
    } else if (dice < 76) {
      return new ShipmentCommand.Suspend();
    } else if (dice < 79) {
      return new ShipmentCommand.Resume();
    } else if (dice < 84) {
      return new ShipmentCommand.Ship(Fixture.CAMPAIGN, ShipmentSpec.POST);
    } else if (dice < 90) {
      return ShipmentSpec.deliver();
    } else if (dice < 95) {
      return ShipmentSpec.giveBack();
    } else if (dice < 98) {
      return new ShipmentCommand.Cancel();
    }
    return new ShipmentCommand.Reopen();
  }

  private static String word(ShipmentDecision decision) {
    return switch (decision) {
      case ShipmentDecision.Accept _ -> "event";
      case ShipmentDecision.AlreadyDone _ -> "done";
      case ShipmentDecision.Reject _ -> "no";
    };
  }
}
