package crowdstart.view;

import crowdstart.campaign.CampaignDetails;
import crowdstart.campaign.CampaignEvent;
import crowdstart.journal.stored.StoredSerializer;
import crowdstart.order.OrderEvent;
import java.io.NotSerializableException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;

/** Puts values into rows in the forms that the journals use, so that old rows stay readable. */
final class Forms {

  private static final StoredSerializer SERIALIZER = new StoredSerializer();

  private Forms() {}

  static String name(Object value) {
    return SERIALIZER.manifest(value);
  }

  static byte[] bytes(Object value) {
    return SERIALIZER.toBinary(value);
  }

  static Object read(byte[] bytes, String name) throws SQLException {
    try {
      return SERIALIZER.fromBinary(bytes, name);
    } catch (NotSerializableException e) {
      throw new SQLException(e);
    }
  }

  static CampaignEvent.Edited wrapped(CampaignDetails details) {
    return new CampaignEvent.Edited(details, Instant.EPOCH);
  }

  static CampaignDetails details(byte[] bytes, String name) throws SQLException {
    return ((CampaignEvent.Edited) read(bytes, name)).details();
  }

  static OrderEvent.Placed placed(byte[] bytes, String name) throws SQLException {
    return (OrderEvent.Placed) read(bytes, name);
  }

  /** A text that PostgreSQL takes, whatever is in it: it knows no NUL and no half surrogate. */
  static String text(String any) {
    byte[] encoded = any.replace('\0', '?').getBytes(StandardCharsets.UTF_8);
    return new String(encoded, StandardCharsets.UTF_8);
  }
}
