package crowdstart.loadtest.client;

import static crowdstart.loadtest.client.ScriptedServer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import crowdstart.loadtest.measure.Books;
import crowdstart.loadtest.measure.Live;
import crowdstart.loadtest.measure.Result;
import crowdstart.loadtest.measure.Schedule;
import crowdstart.loadtest.measure.Unknown;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DriverTest {
  private static final long SECOND = 1_000_000_000;
  private static final String SOLD_OUT = "{\"type\":\"sold-out\",\"status\":409}";

  @Test
  void sendsEveryRequestOfTheScheduleOnce() throws Exception {
    Set<String> asked = ConcurrentHashMap.newKeySet();
    Result result =
        open(
            500,
            4,
            (_, line, out) -> {
              assertThat(asked.add(line)).isTrue();
              out.write(answer(201, "{}"));
            });
    assertThat(result.done()).isEqualTo(500);
    assertThat(result.unknownCount()).isZero();
    assertThat(asked)
        .isEqualTo(
            IntStream.range(0, 500)
                .mapToObj("GET /%010d HTTP/1.1"::formatted)
                .collect(Collectors.toSet()));
  }

  @Test
  void keepsTheThreeOutcomesApart() throws Exception {
    Result result =
        open(
            50,
            1,
            (number, _, out) -> {
              switch (number % 5) {
                case 0 -> out.write(answer(201, "{}"));
                case 1 -> out.write(answer(409, SOLD_OUT));
                case 2 -> out.write(answer(503, "{\"type\":\"overloaded\"}"));
                case 3 -> out.write(answer(500, ""));
                default -> throw new IOException("closed on purpose");
              }
            });
    assertThat(result.done()).isEqualTo(10);
    assertThat(result.refused()).isEqualTo(Map.of("sold-out", 10L));
    assertThat(result.unknown())
        .isEqualTo(
            Map.of(
                Unknown.OVERLOADED, 10L,
                Unknown.SERVER_ERROR, 10L,
                Unknown.CONNECTION_ERROR, 10L));
  }

  @Test
  void anAnswerThatNeverComesIsUnknown() throws Exception {
    Result result =
        open(
            10,
            2,
            (number, _, out) -> {
              if (number != 3) {
                out.write(answer(201, "{}"));
              }
            });
    assertThat(result.done()).isEqualTo(9);
    assertThat(result.unknown()).isEqualTo(Map.of(Unknown.TIMEOUT, 1L));
  }

  @Test
  void whatIsNotHttpIsUnknown() throws Exception {
    Result result =
        open(
            10,
            1,
            (number, _, out) ->
                out.write(
                    number == 3
                        ? "hello\r\n".getBytes(StandardCharsets.US_ASCII)
                        : answer(201, "{}")));
    assertThat(result.done()).isEqualTo(9);
    assertThat(result.unknown()).isEqualTo(Map.of(Unknown.BAD_RESPONSE, 1L));
  }

  @Test
  void aStalledServerIsChargedForAllWhoWaited() throws Exception {
    // One connection, 100 requests within 100 ms, and the first answer takes 400 ms: everybody
    // waited, not one.
    Result result =
        open(
            100,
            1,
            (number, _, out) -> {
              if (number == 0) {
                Thread.sleep(400);
              }
              out.write(answer(201, "{}"));
            });
    assertThat(result.done()).isEqualTo(100);
    assertThat(result.latency().p50()).isGreaterThanOrEqualTo(300);
  }

  @Test
  void saturatingSendsAsSoonAsAnswered() throws Exception {
    try (ScriptedServer server = new ScriptedServer((_, _, out) -> out.write(answer(201, "{}")))) {
      Result result = run(server.address(), 8, new Pace.Saturate(0.5));
      assertThat(result.done()).isGreaterThan(8);
      assertThat(result.unknownCount()).isZero();
    }
  }

  @Test
  void comesFromTheAddressesItIsGiven() throws Exception {
    try (ScriptedServer server = new ScriptedServer((_, _, out) -> out.write(answer(201, "{}")))) {
      Connection.Route route =
          new Connection.Route(0, server.address(), new InetSocketAddress("127.0.0.9", 0));
      Result result = run(List.of(route), new Pace.OpenLoop(Schedule.constant(100, 0.1)));
      assertThat(result.done()).isEqualTo(10);
    }
  }

  private static Result open(int requests, int connections, ScriptedServer.Script script)
      throws Exception {
    try (ScriptedServer server = new ScriptedServer(script)) {
      return run(
          server.address(),
          connections,
          new Pace.OpenLoop(Schedule.constant(1_000, requests / 1_000.0)));
    }
  }

  private static Result run(InetSocketAddress address, int connections, Pace pace) {
    return run(
        IntStream.range(0, connections)
            .mapToObj(_ -> new Connection.Route(0, address, null))
            .toList(),
        pace);
  }

  private static Result run(List<Connection.Route> routes, Pace pace) {
    Books books = new Books(0, 100 * SECOND);
    try (Driver driver =
        new Driver(
            new Driver.Plan(0, 1, routes, pace, 2 * SECOND), new Gets(), books, new Live())) {
      driver.connect();
      driver.drive(System.nanoTime());
    }
    return books.result();
  }

  private static final class Gets implements Traffic {
    private final RequestTemplate template =
        RequestTemplate.get("/" + RequestTemplate.NUMBER, "scripted", "");

    @Override
    public void encode(long number, int server, ByteBuffer out) {
      template.encode(number, out);
    }

    @Override
    public boolean wantsBody(long number) {
      return false;
    }

    @Override
    public void succeeded(long number, long nanos, Body body) {}
  }
}
