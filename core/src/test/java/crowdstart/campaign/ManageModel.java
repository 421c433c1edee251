package crowdstart.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What a campaign must say to its creator, written from S6, C1 and the edit rules. */
final class ManageModel {
  private final StockModel stock;
  private CampaignDetails details = Fixture.details();

  ManageModel(StockModel stock) {
    this.stock = stock;
  }

  String answer(ManageCommand command, Instant now) {
    String stage = stock.stage();
    if (stage.equals("absent") && !(command instanceof ManageCommand.Create)) {
      return "UNKNOWN_CAMPAIGN";
    }
    boolean isOver = !stage.equals("absent") && !stage.equals("draft") && !stage.equals("live");
    return switch (command) {
      case ManageCommand.Create(CampaignDetails wanted) -> {
        if (stage.equals("absent")) {
          yield takeIf(isRunnable(wanted, 0, now), wanted, "draft");
        }
        yield wanted.equals(details) ? "DONE" : "WRONG_STAGE";
      }
      case ManageCommand.Edit edit -> {
        CampaignDetails wanted = edited(edit);
        if (wanted.equals(details)) {
          yield "DONE";
        }
        if (isOver) {
          yield "WRONG_STAGE";
        }
        boolean isDraft = stage.equals("draft");
        boolean isAllowed =
            isDraft
                ? isSound(wanted, edit, now)
                : isRunnable(wanted, details.tiers().size(), now) && isLiveEdit(wanted);
        yield takeIf(isAllowed, wanted, stage);
      }
      case ManageCommand.Launch _ -> {
        if (stage.equals("live")) {
          yield "DONE";
        }
        yield isOver
            ? "WRONG_STAGE"
            : takeIf(!details.tiers().isEmpty() && isRunnable(details, 0, now), details, "live");
      }
      case ManageCommand.Cancel _ -> {
        if (stage.equals("cancelled")) {
          yield "DONE";
        }
        yield isOver ? "WRONG_STAGE" : takeIf(true, details, "cancelled");
      }
      case ManageCommand.Close _ -> {
        if (!stage.equals("live") || now.isBefore(details.deadline())) {
          yield "DONE";
        }
        long pledged = stock.pledged();
        boolean isFunded =
            details.fundingModel() == FundingModel.KEEP_WHAT_YOU_RAISE
                ? pledged > 0
                : pledged >= details.goal();
        yield takeIf(true, details, isFunded ? "funded" : "unfunded");
      }
    };
  }

  private String takeIf(boolean isAllowed, CampaignDetails wanted, String stage) {
    if (!isAllowed) {
      return "INVALID";
    }
    details = wanted;
    stock.details(wanted.tiers(), wanted.deadline());
    stock.stage(stage);
    return "ACCEPTED " + stage;
  }

  /** What the edit of a draft says is held against now, what it leaves alone against the launch. */
  private static boolean isSound(CampaignDetails wanted, ManageCommand.Edit edit, Instant now) {
    boolean saysWhen = edit.deadline() != null;
    boolean saysWhat = saysWhen || edit.tiers() != null || edit.currency() != null;
    return wanted.goal() >= 1
        && (!saysWhen || endsInTime(wanted, now))
        && (!saysWhat || areRunnable(wanted, 0, now));
  }

  private static boolean endsInTime(CampaignDetails wanted, Instant now) {
    return wanted.deadline().isAfter(now)
        && Duration.between(now, wanted.deadline()).toDays() < 366;
  }

  private static boolean isRunnable(CampaignDetails wanted, int sold, Instant now) {
    return endsInTime(wanted, now) && wanted.goal() >= 1 && areRunnable(wanted, sold, now);
  }

  private static boolean areRunnable(CampaignDetails wanted, int sold, Instant now) {
    return wanted.tiers().stream().map(Tier::id).distinct().count() == wanted.tiers().size()
        && wanted.tiers().stream()
            .skip(sold)
            .allMatch(tier ->
                tier.price() >= 50
                    && (tier.startsAt() == null || tier.startsAt().isBefore(wanted.deadline()))
                    && (tier.endsAt() == null || tier.endsAt().isAfter(now)))
        && wanted.tiers().stream().allMatch(tier -> tier.limit() == null || tier.limit() >= 1);
  }

  private boolean isLiveEdit(CampaignDetails wanted) {
    List<Tier> before = details.tiers();
    if (wanted.goal() != details.goal()
        || !wanted.deadline().equals(details.deadline())
        || wanted.fundingModel() != details.fundingModel()
        || wanted.tiers().size() < before.size()) {
      return false;
    }
    for (int i = 0; i < before.size(); i++) {
      Tier old = before.get(i);
      Tier next = wanted.tiers().get(i);
      Integer limit = next.limit();
      if (!next.id().equals(old.id())
          || next.price() != old.price()
          || !Objects.equals(next.perBackerLimit(), old.perBackerLimit())
          || !Objects.equals(next.startsAt(), old.startsAt())
          || !Objects.equals(next.endsAt(), old.endsAt())
          || (limit != null && limit < stock.taken(old.id()))) {
        return false;
      }
    }
    return true;
  }

  private CampaignDetails edited(ManageCommand.Edit edit) {
    return new CampaignDetails(
        details.id(),
        edit.title() == null ? details.title() : edit.title(),
        details.story(),
        details.creator(),
        details.currency(),
        edit.goal() == null ? details.goal() : edit.goal(),
        edit.deadline() == null ? details.deadline() : edit.deadline(),
        details.fundingModel(),
        edit.tiers() == null ? details.tiers() : edit.tiers());
  }
}
