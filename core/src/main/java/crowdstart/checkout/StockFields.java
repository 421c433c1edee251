package crowdstart.checkout;

import crowdstart.campaign.BatchAnswers;
import crowdstart.campaign.GateMessage;
import crowdstart.campaign.HoldRefusal;
import crowdstart.campaign.Line;
import crowdstart.campaign.PricedLine;
import crowdstart.campaign.StockAnswer;
import crowdstart.campaign.StockCommand;
import crowdstart.identity.BackerId;
import crowdstart.identity.OrderId;
import java.time.Instant;
import java.util.Currency;
import java.util.List;

/** The fields of stock commands that travel together, and of their answers. */
final class StockFields {
  private static final byte PLACE = 'p';
  private static final byte CONFIRM = 'c';
  private static final byte RELEASE = 'r';
  private static final byte FORGET = 'g';
  private static final byte FIND = 'f';

  private static final byte HELD = 'h';
  private static final byte CONFIRMED = 'C';
  private static final byte RELEASED = 'R';
  private static final byte NOT_HELD = 'n';
  private static final byte REFUSED = 'x';
  private static final byte OVERLOADED = 'o';
  private static final byte UNKNOWN = 'u';

  private StockFields() {}

  static void put(Fields to, GateMessage.Batch batch) {
    to.put(batch.number());
    to.put(batch.commands(), StockFields::put);
    to.put(batch.patience(), Fields::put);
    to.put(batch.replyTo());
  }

  static GateMessage.Batch batch(Fields from) {
    return new GateMessage.Batch(
        from.getLong(),
        from.getList(StockFields::command),
        from.getList(Fields::getInt),
        from.getRef());
  }

  static void put(Fields to, BatchAnswers answers) {
    to.put(answers.number());
    to.put(answers.positions(), Fields::put);
    to.put(answers.answers(), StockFields::put);
  }

  static BatchAnswers answers(Fields from) {
    return new BatchAnswers(
        from.getLong(), from.getList(Fields::getInt), from.getList(StockFields::answer));
  }

  static void put(Fields to, Line line) {
    to.put(line.tier());
    to.put(line.quantity());
  }

  static Line line(Fields from) {
    return new Line(from.getTier(), from.getInt());
  }

  static void put(Fields to, PricedLine line) {
    to.put(line.tier());
    to.put(line.quantity());
    to.put(line.price());
  }

  static PricedLine pricedLine(Fields from) {
    return new PricedLine(from.getTier(), from.getInt(), from.getLong());
  }

  private static void put(Fields to, StockCommand command) {
    switch (command) {
      case StockCommand.PlaceHold(OrderId order, BackerId backer, List<Line> lines) -> {
        to.put(PLACE);
        to.put(order);
        to.put(backer);
        to.put(lines, StockFields::put);
      }
      case StockCommand.ConfirmHold(OrderId order) -> put(to, CONFIRM, order);
      case StockCommand.ReleaseHold(OrderId order) -> put(to, RELEASE, order);
      case StockCommand.ForgetHold(OrderId order) -> put(to, FORGET, order);
      case StockCommand.FindHold(OrderId order) -> put(to, FIND, order);
    }
  }

  private static void put(Fields to, byte kind, OrderId order) {
    to.put(kind);
    to.put(order);
  }

  private static StockCommand command(Fields from) {
    byte kind = from.getByte();
    OrderId order = from.getOrder();
    return switch (kind) {
      case PLACE ->
          new StockCommand.PlaceHold(order, from.getBacker(), from.getList(StockFields::line));
      case CONFIRM -> new StockCommand.ConfirmHold(order);
      case RELEASE -> new StockCommand.ReleaseHold(order);
      case FORGET -> new StockCommand.ForgetHold(order);
      case FIND -> new StockCommand.FindHold(order);
      default -> throw new IllegalArgumentException("no stock command: " + kind);
    };
  }

  private static void put(Fields to, StockAnswer answer) {
    switch (answer) {
      case StockAnswer.Held(List<PricedLine> lines, Currency currency, Instant expiresAt) -> {
        to.put(HELD);
        to.put(lines, StockFields::put);
        to.put(currency);
        to.put(expiresAt);
      }
      case StockAnswer.Confirmed _ -> to.put(CONFIRMED);
      case StockAnswer.Released _ -> to.put(RELEASED);
      case StockAnswer.NotHeld _ -> to.put(NOT_HELD);
      case StockAnswer.Refused(HoldRefusal reason) -> {
        to.put(REFUSED);
        to.put(reason);
      }
      case StockAnswer.Overloaded(long retryAfterMillis) -> {
        to.put(OVERLOADED);
        to.put(retryAfterMillis);
      }
      case StockAnswer.Unknown _ -> to.put(UNKNOWN);
    }
  }

  private static StockAnswer answer(Fields from) {
    byte kind = from.getByte();
    return switch (kind) {
      case HELD ->
          new StockAnswer.Held(
              from.getList(StockFields::pricedLine), from.getCurrency(), from.getInstant());
      case CONFIRMED -> new StockAnswer.Confirmed();
      case RELEASED -> new StockAnswer.Released();
      case NOT_HELD -> new StockAnswer.NotHeld();
      case REFUSED -> new StockAnswer.Refused(from.getEnum(HoldRefusal.class));
      case OVERLOADED -> new StockAnswer.Overloaded(from.getLong());
      case UNKNOWN -> new StockAnswer.Unknown();
      default -> throw new IllegalArgumentException("no stock answer: " + kind);
    };
  }
}
