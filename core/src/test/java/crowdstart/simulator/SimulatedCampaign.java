package crowdstart.simulator;

import crowdstart.campaign.Campaign;
import crowdstart.campaign.CampaignEvent;
import crowdstart.campaign.CampaignState;
import crowdstart.campaign.Decision;
import crowdstart.campaign.HoldRefusal;
import crowdstart.campaign.ManageCommand;
import crowdstart.campaign.StockAnswer;
import crowdstart.campaign.StockCommand;
import crowdstart.campaign.StockDecision;
import crowdstart.campaign.StockDoor;
import crowdstart.identity.CampaignId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A campaign's gate and entity, as {@code CampaignGate} and {@code CampaignEntity} play them. */
final class SimulatedCampaign extends Entity<CampaignEvent, CampaignState> {
  static final Duration HOLD_DURATION = Duration.ofMinutes(15);

  /** Small, so that overload and full batches happen. */
  private static final int QUEUE_MAX = 6;

  private static final int SETTLING_FACTOR = 2;
  private static final int BATCH_MAX = 5;
  private static final long TICK_MILLIS = 1_000;
  private static final long RETRY_AFTER_MILLIS = 1_000;

  private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
  private final ArrayDeque<Managing> manages = new ArrayDeque<>();
  private List<Waiting> inFlight = List.of();
  private @Nullable Managing managing;
  private boolean isCommitting;
  private boolean isKnown;
  private Schedule.@Nullable Timer tick;
  private long tickAt;

  /** What was last decided, stored or not; only a mutation looks at it. */
  private @Nullable CampaignState draft;

  /** What came of a creator's command. */
  enum Managed {
    DONE,
    REFUSED,
    UNKNOWN
  }

  private record Waiting(StockCommand command, long deadline, Consumer<StockAnswer> reply) {}

  private record Managing(ManageCommand command, Consumer<Managed> reply) {}

  SimulatedCampaign(World world, CampaignId campaign) {
    super(world, "campaign", campaign.value(), world.campaignJournal, new CampaignState.Absent());
  }

  /** The gate always answers, also while a commit is in flight. */
  @Override
  void receive(Runnable message) {
    wake();
    message.run();
    commitNext();
    armTick();
  }

  void submit(StockCommand command, long patienceMillis, Consumer<StockAnswer> reply) {
    receive(() -> accept(new Waiting(command, world.schedule.now() + patienceMillis, reply)));
  }

  void manage(ManageCommand command, Consumer<Managed> reply) {
    receive(() -> manages.add(new Managing(command, reply)));
  }

  /** As the sweep does for campaigns that rest. */
  void look() {
    receive(this::expire);
  }

  private void accept(Waiting waiting) {
    if (isKnown && waiting.command() instanceof StockCommand.PlaceHold place) {
      HoldRefusal refusal = StockDoor.refusal(memory(), place, now());
      if (refusal != null) {
        world.judge.refusesFromMemory(this);
        waiting.reply().accept(new StockAnswer.Refused(refusal));
        return;
      }
    }
    boolean settles = !(waiting.command() instanceof StockCommand.PlaceHold);
    if (queue.size() >= (settles ? SETTLING_FACTOR * QUEUE_MAX : QUEUE_MAX)) {
      waiting.reply().accept(new StockAnswer.Overloaded(RETRY_AFTER_MILLIS));
    } else {
      queue.add(waiting);
    }
  }

  private CampaignState memory() {
    return world.mutation == Mutation.SOLD_OUT_FROM_DRAFT && draft != null ? draft : state();
  }

  private void commitNext() {
    if (isCommitting || !isKnown) {
      return;
    }
    if (isOverdue()) {
      decide(new ManageCommand.Close());
      return;
    }
    Managing next = manages.poll();
    if (next != null) {
      managing = next;
      decide(next.command());
    } else if (!queue.isEmpty()) {
      List<Waiting> batch = nextBatch();
      if (!batch.isEmpty()) {
        commit(batch);
      }
    }
  }

  private boolean isOverdue() {
    return state() instanceof CampaignState.Live live && !now().isBefore(live.details().deadline());
  }

  private List<Waiting> nextBatch() {
    List<Waiting> batch = new ArrayList<>();
    while (batch.size() < BATCH_MAX && !queue.isEmpty()) {
      Waiting next = queue.remove();
      if (next.deadline() < world.schedule.now()) {
        next.reply().accept(new StockAnswer.Unknown());
      } else {
        batch.add(next);
      }
    }
    return batch;
  }

  private void commit(List<Waiting> batch) {
    Instant now = now();
    List<StockCommand> commands = batch.stream().map(Waiting::command).toList();
    StockDecision decision = Campaign.decide(state(), commands, now, now.plus(HOLD_DURATION));
    inFlight = batch;
    if (decision.moves().isEmpty()) {
      committed(decision);
      commitNext();
      return;
    }
    isCommitting = true;
    CampaignEvent event = new CampaignEvent.StockMoved(decision.moves(), decision.totals(), now);
    mutate(batch, decision, event);
    persist(
        List.of(event),
        _ -> {
          committed(decision);
          commitNext();
          armTick();
        });
  }

  private void mutate(List<Waiting> batch, StockDecision decision, CampaignEvent event) {
    if (world.mutation == Mutation.SOLD_OUT_FROM_DRAFT) {
      draft = Campaign.evolve(state(), event);
    } else if (world.mutation == Mutation.CONFIRM_BEFORE_COMMIT) {
      for (int i = 0; i < batch.size(); i++) {
        if (decision.answers().get(i) instanceof StockAnswer.Confirmed confirmed) {
          batch.get(i).reply().accept(confirmed);
        }
      }
    }
  }

  private void committed(StockDecision decision) {
    isCommitting = false;
    List<Waiting> batch = inFlight;
    inFlight = List.of();
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).reply().accept(decision.answers().get(i));
    }
  }

  private void decide(ManageCommand command) {
    switch (Campaign.decide(state(), command, now())) {
      case Decision.Accept(List<CampaignEvent> events) -> {
        isCommitting = true;
        persist(
            events,
            _ -> {
              isCommitting = false;
              managed(Managed.DONE);
              commitNext();
              armTick();
            });
      }
      case Decision.AlreadyDone _ -> managed(Managed.DONE);
      case Decision.Reject _ -> managed(Managed.REFUSED);
    }
  }

  private void managed(Managed answer) {
    Managing asked = managing;
    managing = null;
    if (asked != null) {
      asked.reply().accept(answer);
    }
  }

  @Override
  void persistFailed() {
    isCommitting = false;
    isKnown = false;
    List<Waiting> failed = inFlight;
    inFlight = List.of();
    failed.forEach(waiting -> waiting.reply().accept(new StockAnswer.Unknown()));
    managed(Managed.UNKNOWN);
  }

  @Override
  void forget() {
    queue.clear();
    manages.clear();
    inFlight = List.of();
    managing = null;
    isCommitting = false;
    tick = null;
    draft = null;
  }

  @Override
  void recovered() {
    isKnown = true;
    commitNext();
    armTick();
  }

  /** The real gate looks every second; here it looks when there is something to see. */
  private void armTick() {
    if (!(state() instanceof CampaignState.Live live)) {
      return;
    }
    Instant next = live.details().deadline();
    Instant lapse = live.stock().nextLapse();
    if (lapse != null && lapse.isBefore(next)) {
      next = lapse;
    }
    long wait = Math.max(TICK_MILLIS, Duration.between(now(), next).toMillis());
    if (tick != null && tickAt <= world.schedule.now() + wait) {
      return;
    }
    if (tick != null) {
      tick.cancel();
    }
    tickAt = world.schedule.now() + wait;
    tick =
        later(
            wait,
            "ticks",
            () -> {
              tick = null;
              expire();
            });
  }

  private void expire() {
    if (isKnown
        && !isCommitting
        && !isOverdue()
        && state() instanceof CampaignState.Live live
        && live.stock().nextLapse() != null
        && !now().isBefore(live.stock().nextLapse())) {
      commit(nextBatch());
    }
  }

  @Override
  CampaignState empty() {
    return new CampaignState.Absent();
  }

  @Override
  CampaignState evolve(CampaignState before, CampaignEvent event) {
    return Campaign.evolve(before, event);
  }
}
