package crowdstart.http.gateway;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.StripeException;
import com.stripe.model.StripeError;
import com.stripe.net.RequestOptions;
import crowdstart.payment.GatewayAnswer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs blocking calls beside the callers, and says of each whether it was done. */
final class StripeCalls implements AutoCloseable {
  static final int THREADS_MAX = 16;

  /** Calls that wait for a thread; more are answered unknown at once. */
  static final int QUEUE_MAX = 512;

  private static final String UNEXPECTED_STATE = "_unexpected_state";
  private static final Duration IDLE_TIME = Duration.ofSeconds(30);
  private static final Logger log = LoggerFactory.getLogger(StripeCalls.class);

  private final ThreadPoolExecutor threads;
  private final StripeTransport transport;

  /** One call of the SDK, or some. */
  @FunctionalInterface
  interface Call<T> {
    T run() throws StripeException;
  }

  /** One call that carries an idempotency key. */
  @FunctionalInterface
  interface KeyedCall<T> {
    T run(RequestOptions options) throws StripeException;
  }

  StripeCalls(StripeTransport transport) {
    this.transport = transport;
    ThreadFactory factory = Thread.ofPlatform().name("payment-gateway-", 1).daemon().factory();
    threads =
        new ThreadPoolExecutor(
            THREADS_MAX,
            THREADS_MAX,
            IDLE_TIME.toMillis(),
            TimeUnit.MILLISECONDS,
            new ArrayBlockingQueue<>(QUEUE_MAX),
            factory);
    threads.allowCoreThreadTimeOut(true);
  }

  /** Never fails. */
  <T> CompletionStage<GatewayAnswer<T>> ask(Call<GatewayAnswer<T>> call) {
    try {
      return CompletableFuture.supplyAsync(() -> answer(call), threads);
    } catch (RejectedExecutionException fullOrClosed) {
      return CompletableFuture.completedFuture(new GatewayAnswer.Unknown<>());
    }
  }

  private static <T> GatewayAnswer<T> answer(Call<GatewayAnswer<T>> call) {
    try {
      return call.run();
    } catch (StripeException e) {
      log.debug("the provider answered {} {}", e.getStatusCode(), e.getCode());
      return failed(e);
    } catch (RuntimeException e) {
      // An answer that is not Stripe's: something else stands between us.
      log.debug("the provider's answer was not understood: {}", e.getClass().getName());
      return new GatewayAnswer.Unknown<>();
    }
  }

  /**
   * Only what Stripe itself says of the request is a refusal. A key that is not accepted (401, 403)
   * says nothing of the request: it is somebody's mistake that will be mended.
   */
  private static <T> GatewayAnswer<T> failed(StripeException e) {
    Integer status = e.getStatusCode();
    StripeError error = e.getStripeError();
    if (status == null || error == null || e instanceof ApiConnectionException) {
      return new GatewayAnswer.Unknown<>();
    }
    return switch (status.intValue()) {
      case 400, 402, 404, 410, 413, 422 ->
          new GatewayAnswer.Refused<>(
              Optional.ofNullable(error.getCode())
                  .or(() -> Optional.ofNullable(error.getType()))
                  .orElse("refused"));
      default -> new GatewayAnswer.Unknown<>();
    };
  }

  /** Whether it came too late: the object has already gone another way. */
  static boolean isUnexpectedState(StripeException e) {
    return e.getCode() != null && e.getCode().endsWith(UNEXPECTED_STATE);
  }

  /**
   * Sends the key, so that a call that crosses itself is carried out once. Stripe keeps its own
   * errors under a key as well, for a day: those are asked again without it.
   */
  static <T> T keyed(String key, KeyedCall<T> call) throws StripeException {
    try {
      return call.run(RequestOptions.builder().setIdempotencyKey(key).build());
    } catch (StripeException e) {
      if (isKeptError(e)) {
        return call.run(RequestOptions.getDefault());
      }
      throw e;
    }
  }

  private static boolean isKeptError(StripeException e) {
    Integer status = e.getStatusCode();
    StripeError error = e.getStripeError();
    return status != null
        && status >= 500
        && error != null
        && error.getLastResponse() != null
        && error.getLastResponse().headers().firstValue("Idempotent-Replayed").isPresent();
  }

  /** What is under way, and what waits, is answered unknown. */
  @Override
  public void close() {
    threads.shutdown();
    transport.close();
  }
}
