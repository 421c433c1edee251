package crowdstart.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Derives ids with HMAC-SHA-256 under a secret that every node of a region shares. The same request
 * gives the same order id on any node at any time, which is what makes a repeat find its order; and
 * nobody without the secret can compute the id of somebody else's order.
 */
public final class Identities {
  public static final int SECRET_BYTES_MIN = 32;
  private static final String ALGORITHM = "HmacSHA256";
  private static final int ID_BYTES = 16;
  private static final int BACKER_BYTES = 10;

  private final SecretKeySpec secret;
  private final SecureRandom random = new SecureRandom();

  /** A Mac is expensive to make and must not be shared between threads at once. */
  private final ThreadLocal<Mac> macs = ThreadLocal.withInitial(this::newMac);

  public Identities(byte[] secret) {
    if (secret.length < SECRET_BYTES_MIN) {
      throw new IllegalArgumentException("the secret must be 32 bytes or more");
    }
    this.secret = new SecretKeySpec(secret, ALGORITHM);
  }

  /** A new campaign id; random, since nothing else names a campaign before it exists. */
  public CampaignId newCampaign(Region region) {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return new CampaignId(region + "-" + Base32.encode(bytes, ID_BYTES));
  }

  /** The order that this backer's request with this idempotency key is (invariants O3 and O4). */
  public OrderId order(CampaignId campaign, String email, String idempotencyKey) {
    byte[] digest = digest("order", campaign.value(), canonical(email), idempotencyKey);
    return new OrderId(campaign.region() + "-" + Base32.encode(digest, ID_BYTES));
  }

  /** The batch that a request with this idempotency key opens; the key is its campaign's own. */
  public BatchId batch(CampaignId campaign, String idempotencyKey) {
    byte[] digest = digest("batch", campaign.value(), idempotencyKey);
    return new BatchId(campaign.region() + "-" + Base32.encode(digest, ID_BYTES));
  }

  public BackerId backer(CampaignId campaign, String email) {
    byte[] digest = digest("backer", campaign.value(), canonical(email));
    return new BackerId(Base32.encode(digest, BACKER_BYTES));
  }

  /** The token with which a backer's browser speaks to the payment step of this order. */
  public String clientToken(OrderId order) {
    return Base32.encode(digest("client-token", order.value()), ID_BYTES);
  }

  /** The refund that a request with this idempotency key asks for; unique within the order. */
  public String refund(OrderId order, String idempotencyKey) {
    return Base32.encode(digest("refund", order.value(), idempotencyKey), ID_BYTES);
  }

  /** Mail providers ignore case in practice, and nobody means two people by it. */
  public static String canonical(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }

  private byte[] digest(String purpose, String... parts) {
    Mac mac = macs.get();
    field(mac, purpose);
    for (String part : parts) {
      field(mac, part);
    }
    return mac.doFinal();
  }

  /** Each field goes in behind its length, so that no two lists of fields read the same. */
  private static void field(Mac mac, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
    mac.update(bytes);
  }

  private Mac newMac() {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
