package crowdstart.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ledger within one transaction.
 *
 * @param now seconds since 1970, for what is made
 */
record Ledger(Connection connection, long now) {

  /** A new object with what every object has; not in the ledger yet. */
  ObjectNode create(Kind kind) {
    return Json.object()
        .put("id", Ids.next(kind.prefix))
        .put("object", kind.label)
        .put("created", now)
        .put("livemode", false);
  }

  /**
   * @param owner the id that it is listed under; null if it is not
   */
  void add(Kind kind, @Nullable String owner, ObjectNode body) {
    try (var insert =
        connection.prepareStatement(
            "insert into sandbox.object (id, kind, owner, created, body)"
                + " values (?, ?, ?, ?, ?::jsonb)")) {
      insert.setString(1, id(body));
      insert.setString(2, kind.label);
      insert.setString(3, owner);
      insert.setLong(4, now);
      insert.setString(5, Json.text(body));
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new LedgerException(e);
    }
  }

  void save(ObjectNode body) {
    try (var update =
        connection.prepareStatement("update sandbox.object set body = ?::jsonb where id = ?")) {
      update.setString(1, Json.text(body));
      update.setString(2, id(body));
      update.executeUpdate();
    } catch (SQLException e) {
      throw new LedgerException(e);
    }
  }

  static String id(JsonNode body) {
    return body.path("id").asText();
  }

  /**
   * Reads an object and keeps others from changing it until the end.
   *
   * @throws Problem when there is none
   */
  ObjectNode lock(Kind kind, String id) {
    return one(kind, id, " for update").orElseThrow(() -> Problem.missing(kind.label, id));
  }

  /**
   * @throws Problem when there is none
   */
  ObjectNode get(Kind kind, String id) {
    return find(kind, id).orElseThrow(() -> Problem.missing(kind.label, id));
  }

  Optional<ObjectNode> find(Kind kind, String id) {
    return one(kind, id, "");
  }

  private Optional<ObjectNode> one(Kind kind, String id, String suffix) {
    return query(
            "select body from sandbox.object where kind = ? and id = ?" + suffix, kind.label, id)
        .stream()
        .findFirst();
  }

  /** Bodies, in the order of the query. */
  List<ObjectNode> query(String sql, Object... parameters) {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        select.setObject(i + 1, parameters[i]);
      }
      List<ObjectNode> found = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add((ObjectNode) Json.stored(rows.getString(1)));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new LedgerException(e);
    }
  }
}
