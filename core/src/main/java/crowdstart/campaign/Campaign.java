package crowdstart.campaign;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a campaign. Pure: time is an argument, and nothing here waits, reads or writes.
 * Keeps S1, S3, S6, S7 and C1.
 */
public final class Campaign {
  private Campaign() {}

  /** Decides a creator's command, or the deadline's. */
  public static Decision decide(CampaignState state, ManageCommand command, Instant now) {
    if (command instanceof ManageCommand.Create create) {
      return create(state, create, now);
    }
    return switch (state) {
      case CampaignState.Absent _ -> reject(new ManageRefusal.UnknownCampaign());
      case CampaignState.Known known -> decideKnown(known, command, now);
    };
  }

  /** Decides a batch of stock commands; see {@link StockDecision}. */
  public static StockDecision decide(
      CampaignState state, List<StockCommand> commands, Instant now, Instant expiresAt) {
    return StockRules.decide(state, commands, now, expiresAt);
  }

  /** See {@link Refusals}. */
  static @Nullable HoldRefusal refusal(
      CampaignState state, StockCommand.PlaceHold place, Instant now) {
    return new Refusals(state).of(place, now);
  }

  /** The state behind an event. Throws on one that cannot follow. */
  public static CampaignState evolve(CampaignState state, CampaignEvent event) {
    return switch (event) {
      case CampaignEvent.Created(CampaignDetails details, Instant _)
          when state instanceof CampaignState.Absent ->
          new CampaignState.Draft(details);
      case CampaignEvent.Edited(CampaignDetails details, Instant _)
          when state instanceof CampaignState.Draft ->
          new CampaignState.Draft(details);
      case CampaignEvent.Edited(CampaignDetails details, Instant _)
          when state instanceof CampaignState.Live live ->
          new CampaignState.Live(details, live.stock().withTiers(details.tiers().size()));
      case CampaignEvent.Launched _ when state instanceof CampaignState.Draft draft ->
          new CampaignState.Live(draft.details(), draft.stock());
      case CampaignEvent.StockMoved moved when state instanceof CampaignState.Live live ->
          new CampaignState.Live(live.details(), stock(live, moved));
      case CampaignEvent.StockMoved moved when state instanceof CampaignState.Closed closed ->
          new CampaignState.Closed(closed.details(), stock(closed, moved), closed.stage());
      case CampaignEvent.Closed(Stage outcome, long _, Instant _)
          when state instanceof CampaignState.Live live ->
          new CampaignState.Closed(live.details(), live.stock(), outcome);
      case CampaignEvent.Closed(Stage outcome, long _, Instant _)
          when state instanceof CampaignState.Draft draft ->
          new CampaignState.Closed(draft.details(), draft.stock(), outcome);
      case CampaignEvent.Created _,
          CampaignEvent.Edited _,
          CampaignEvent.Launched _,
          CampaignEvent.StockMoved _,
          CampaignEvent.Closed _ ->
          throw new IllegalStateException(
              event.getClass().getSimpleName()
                  + " cannot follow "
                  + state.getClass().getSimpleName());
    };
  }

  private static Stock stock(CampaignState.Known state, CampaignEvent.StockMoved moved) {
    StockDraft draft = new StockDraft(state.details(), state.stock());
    moved.moves().forEach(draft::apply);
    StockTotals told = moved.totals();
    if (told != null && !told.equals(draft.totals())) {
      throw new IllegalStateException("H1: replayed to " + draft.totals() + ", stored " + told);
    }
    return draft.toStock();
  }

  private static Decision create(CampaignState state, ManageCommand.Create create, Instant now) {
    return switch (state) {
      case CampaignState.Absent _ -> {
        List<FieldError> errors = DetailsRules.check(create.details(), now);
        yield errors.isEmpty()
            ? accept(new CampaignEvent.Created(create.details(), now))
            : reject(new ManageRefusal.Invalid(errors));
      }
      case CampaignState.Known known ->
          known.details().equals(create.details())
              ? new Decision.AlreadyDone()
              : reject(new ManageRefusal.WrongStage(known.stage()));
    };
  }

  private static Decision decideKnown(
      CampaignState.Known known, ManageCommand command, Instant now) {
    return switch (command) {
      case ManageCommand.Create create -> create(known, create, now);
      case ManageCommand.Edit edit -> edit(known, edit, now);
      case ManageCommand.Launch _ -> launch(known, now);
      case ManageCommand.Cancel _ -> cancel(known, now);
      case ManageCommand.Close _ -> close(known, now);
    };
  }

  private static Decision edit(CampaignState.Known known, ManageCommand.Edit edit, Instant now) {
    CampaignDetails changed = EditRules.apply(known.details(), edit);
    if (changed.equals(known.details())) {
      return new Decision.AlreadyDone();
    }
    List<FieldError> errors;
    switch (known) {
      case CampaignState.Draft _ -> errors = EditRules.checkDraft(changed, edit, now);
      case CampaignState.Live live ->
          errors = EditRules.checkLive(live.details(), changed, live.stock(), now);
      case CampaignState.Closed closed -> {
        return reject(new ManageRefusal.WrongStage(closed.stage()));
      }
    }
    return errors.isEmpty()
        ? accept(new CampaignEvent.Edited(changed, now))
        : reject(new ManageRefusal.Invalid(errors));
  }

  private static Decision launch(CampaignState.Known known, Instant now) {
    return switch (known) {
      case CampaignState.Draft draft -> {
        List<FieldError> errors = new ArrayList<>(DetailsRules.check(draft.details(), now));
        if (draft.details().tiers().isEmpty()) {
          errors.add(new FieldError("/tiers", "must have at least one tier to launch"));
        }
        yield errors.isEmpty()
            ? accept(new CampaignEvent.Launched(now))
            : reject(new ManageRefusal.Invalid(errors));
      }
      case CampaignState.Live _ -> new Decision.AlreadyDone();
      case CampaignState.Closed closed -> reject(new ManageRefusal.WrongStage(closed.stage()));
    };
  }

  private static Decision cancel(CampaignState.Known known, Instant now) {
    return switch (known) {
      case CampaignState.Draft draft -> closed(draft, Stage.CANCELLED, now);
      case CampaignState.Live live -> closed(live, Stage.CANCELLED, now);
      case CampaignState.Closed closed ->
          closed.stage() == Stage.CANCELLED
              ? new Decision.AlreadyDone()
              : reject(new ManageRefusal.WrongStage(closed.stage()));
    };
  }

  private static Decision close(CampaignState.Known known, Instant now) {
    if (!(known instanceof CampaignState.Live live) || now.isBefore(live.details().deadline())) {
      return new Decision.AlreadyDone();
    }
    long pledged = live.stock().pledged();
    boolean isFunded =
        switch (live.details().fundingModel()) {
          case ALL_OR_NOTHING -> pledged >= live.details().goal();
          case KEEP_WHAT_YOU_RAISE -> pledged > 0;
        };
    return closed(live, isFunded ? Stage.FUNDED : Stage.UNFUNDED, now);
  }

  /** Open holds run out with the campaign: nobody can confirm one behind its outcome (C2). */
  private static Decision closed(CampaignState.Known known, Stage outcome, Instant now) {
    Stock stock = known.stock();
    List<Move> expired = new ArrayList<>();
    stock
        .holds()
        .forEach((order, hold) -> {
          if (!hold.isConfirmed()) {
            expired.add(new Move.Expired(order));
          }
        });
    CampaignEvent close = new CampaignEvent.Closed(outcome, stock.pledged(), now);
    return expired.isEmpty()
        ? accept(close)
        : accept(new CampaignEvent.StockMoved(expired, totals(known, expired), now), close);
  }

  private static StockTotals totals(CampaignState.Known known, List<Move> moves) {
    StockDraft draft = new StockDraft(known.details(), known.stock());
    moves.forEach(draft::apply);
    return draft.totals();
  }

  private static Decision accept(CampaignEvent... events) {
    return new Decision.Accept(List.of(events));
  }

  private static Decision reject(ManageRefusal why) {
    return new Decision.Reject(why);
  }
}
