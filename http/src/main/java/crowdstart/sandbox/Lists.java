package crowdstart.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Stripe's lists: the newest first, page by page. */
final class Lists {
  static final int ITEMS_MAX = 100;
  static final int ITEMS_DEFAULT = 10;

  private Lists() {}

  /**
   * A page of what belongs to an owner.
   *
   * @param filter the parameter that names the owner; without it, everything is listed
   */
  static ObjectNode page(Ledger ledger, Kind kind, Form form, String filter, String url) {
    List<Object> values = new ArrayList<>();
    StringBuilder sql = new StringBuilder("select body from sandbox.object where kind = ?");
    values.add(kind.label);
    form.text(filter).ifPresent(owner -> add(sql, values, " and owner = ?", owner));
    form.number("created[gte]").ifPresent(from -> add(sql, values, " and created >= ?", from));
    form.text("type").ifPresent(type -> add(sql, values, " and body ->> 'type' = ?", type));
    List<String> types = form.list("types");
    if (!types.isEmpty()) {
      sql.append(" and body ->> 'type' in (")
          .append(String.join(", ", Collections.nCopies(types.size(), "?")))
          .append(')');
      values.addAll(types);
    }
    form.text("starting_after")
        .ifPresent(id -> add(sql, values, " and seq < (" + SEQ_OF + ")", id));
    form.text("ending_before").ifPresent(id -> add(sql, values, " and seq > (" + SEQ_OF + ")", id));
    // What comes before an item is the page right before it, and not the newest one.
    boolean isBackwards = form.text("ending_before").isPresent();
    long limit = form.number("limit").orElse((long) ITEMS_DEFAULT);
    if (limit > ITEMS_MAX) {
      throw Problem.invalid("parameter_invalid_integer", "limit", "The limit is " + ITEMS_MAX);
    }
    sql.append(isBackwards ? " order by seq" : " order by seq desc")
        .append(" limit ")
        .append(limit + 1);
    List<ObjectNode> found = new ArrayList<>(ledger.query(sql.toString(), values.toArray()));
    boolean hasMore = found.size() > limit;
    if (hasMore) {
      found.removeLast();
    }
    return list(isBackwards ? found.reversed() : found, hasMore, url);
  }

  private static final String SEQ_OF = "select seq from sandbox.object where id = ?";

  private static void add(StringBuilder sql, List<Object> values, String clause, Object value) {
    sql.append(clause);
    values.add(value);
  }

  static ObjectNode list(List<ObjectNode> items, boolean hasMore, String url) {
    ArrayNode data = Json.array();
    items.forEach(data::add);
    return Json.object()
        .put("object", "list")
        .put("url", url)
        .put("has_more", hasMore)
        .set("data", data);
  }
}
