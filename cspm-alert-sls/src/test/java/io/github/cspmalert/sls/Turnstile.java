package io.github.cspmalert.sls;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Lets the requests of several threads through one at a time, in an order that a seed gives: a thread goes on until its next
 * request, while the others stand before theirs.
 */
final class Turnstile {

    private enum Place {
        GOING,
        WAITING,
        GONE
    }

    private static final long LONGEST_MILLIS = 120_000;

    private final Random random;
    private final Map<String, Place> places = new TreeMap<>();

    Turnstile(long seed, List<String> names) {
        random = new Random(seed);
        names.forEach(name -> places.put(name, Place.GOING));
    }

    /** {@return a provider that has each request wait for its turn: it is asked once for each} */
    SlsCredentialsProvider before(String name, SlsCredentials credentials) {
        return () -> {
            pass(name);
            return credentials;
        };
    }

    private synchronized void pass(String name) {
        places.put(name, Place.WAITING);
        next();
        long until = System.nanoTime() + LONGEST_MILLIS * 1_000_000;
        while (places.get(name) != Place.GOING) {
            try {
                wait(LONGEST_MILLIS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (System.nanoTime() > until) {
                throw new IllegalStateException("nobody lets " + name + " pass: " + places);
            }
        }
    }

    synchronized void leave(String name) {
        places.put(name, Place.GONE);
        next();
    }

    private void next() {
        if (!places.containsValue(Place.GOING) && places.containsValue(Place.WAITING)) {
            List<String> waiting = new ArrayList<>(places.keySet());
            waiting.removeIf(name -> places.get(name) != Place.WAITING);
            places.put(waiting.get(random.nextInt(waiting.size())), Place.GOING);
            notifyAll();
        }
    }
}
