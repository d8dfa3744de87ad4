package io.github.cspmalert.examples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.cspmalert.CspmAlerts;
import io.github.cspmalert.alert.Incident;
import io.github.cspmalert.alert.IncidentException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * The page behind {@code acknowledgeLinks(..)}: it shows a button, and acknowledges when that is pressed. Opening the link, as
 * scanners of mail do, changes nothing. Put it behind TLS; who presses the button is whom your login says.
 */
public final class AcknowledgePage {

    private AcknowledgePage() {}

    /**
     * Serves the page under {@code /acknowledge}.
     *
     * @param alerts the engine
     * @param address where to listen
     * @return the server, which is to be stopped by the caller
     * @throws IOException if the address is taken
     */
    public static HttpServer serve(CspmAlerts alerts, InetSocketAddress address) throws IOException {
        HttpServer server = HttpServer.create(address, 0);
        server.createContext("/acknowledge", exchange -> {
            try (exchange) {
                handle(exchange, alerts);
            }
        });
        server.start();
        return server;
    }

    private static void handle(HttpExchange exchange, CspmAlerts alerts) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        String token = query == null ? "" : query.replaceFirst("^token=", "");
        try {
            if (exchange.getRequestMethod().equals("POST")) {
                Incident incident = alerts.acknowledgeByLink(token, "whoever is logged in");
                answer(exchange, 200, "Thank you. You look after " + incident.ruleId() + ".");
            } else {
                String button = "<form method=post><button>I look after it</button></form>";
                answer(exchange, 200, alerts.incidentOfLink(token).ruleId() + button);
            }
        } catch (IncidentException e) {
            String why = String.valueOf(e.getMessage());
            answer(exchange, status(e), why.replace("&", "&amp;").replace("<", "&lt;"));
        }
    }

    private static int status(IncidentException refused) {
        return switch (refused.reason()) {
            case UNKNOWN -> 404;
            case FORGED -> 403;
            case ALREADY -> 409;
            case OVER, EXPIRED -> 410;
        };
    }

    private static void answer(HttpExchange exchange, int status, String html) throws IOException {
        byte[] body =
                ("<!DOCTYPE html><meta charset=utf-8><title>Incident</title>" + html).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
