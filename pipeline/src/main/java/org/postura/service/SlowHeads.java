package org.postura.service;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections whose next request's head does not arrive in time. Jetty's idle timeout begins
 * anew with every byte, so that one byte now and then would hold a connection forever.
 */
final class SlowHeads implements Connection.Listener, HttpConfiguration.Customizer {
  private final Scheduler scheduler;
  private final Duration timeout;
  private final Map<EndPoint, Scheduler.Task> waiting = new ConcurrentHashMap<>();

  SlowHeads(Scheduler scheduler, Duration timeout) {
    this.scheduler = scheduler;
    this.timeout = timeout;
  }

  @Override
  public void onOpened(Connection connection) {
    await(connection.getEndPoint());
  }

  @Override
  public void onClosed(Connection connection) {
    cancel(connection.getEndPoint());
  }

  /** A head has arrived; the next one is awaited when this request has ended. */
  @Override
  public Request customize(Request request, HttpFields.Mutable responseHeaders) {
    EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
    cancel(endPoint);
    Request.addCompletionListener(
        request,
        failure -> {
          if (endPoint.isOpen()) {
            await(endPoint);
          }
        });
    return request;
  }

  private void await(EndPoint endPoint) {
    Scheduler.Task task =
        scheduler.schedule(endPoint::close, timeout.toMillis(), TimeUnit.MILLISECONDS);
    cancel(waiting.put(endPoint, task));
    if (!endPoint.isOpen()) {
      cancel(endPoint);
    }
  }

  private void cancel(EndPoint endPoint) {
    cancel(waiting.remove(endPoint));
  }

  private static void cancel(Scheduler.Task task) {
    if (task != null) {
      task.cancel();
    }
  }
}
