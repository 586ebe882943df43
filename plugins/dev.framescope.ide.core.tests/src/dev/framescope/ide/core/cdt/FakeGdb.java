package dev.framescope.ide.core.cdt;

import org.eclipse.core.runtime.PlatformObject;
import org.eclipse.debug.core.DebugEvent;
import org.eclipse.debug.core.DebugPlugin;
import org.eclipse.debug.core.ILaunch;
import org.eclipse.debug.core.model.IProcess;
import org.eclipse.debug.core.model.IStreamsProxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client of the remote protocol in the place of GDB's process. */
final class FakeGdb extends PlatformObject implements IProcess {
    private static final Pattern TARGET = Pattern.compile("(?m)^target remote localhost:(\\d+)$");

    private final ILaunch launch;
    private final Socket socket;
    private final Map<String, String> attributes = new ConcurrentHashMap<>();
    private volatile boolean terminated;

    /**
     * Connects.
     *
     * @param commands with one that connects
     */
    FakeGdb(ILaunch launch, String commands) {
        this.launch = launch;
        Matcher target = TARGET.matcher(commands);
        if (!target.find()) {
            throw new IllegalArgumentException("no port in: " + commands);
        }
        try {
            int port = Integer.parseInt(target.group(1));
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return socket.getPort();
    }

    /** Asks and waits for the answer, without its checksum. */
    String ask(String packet) {
        int sum = packet.chars().sum() & 0xff;
        try {
            byte[] bytes = "$%s#%02x".formatted(packet, sum).getBytes(StandardCharsets.US_ASCII);
            socket.getOutputStream().write(bytes);
            StringBuilder answer = new StringBuilder();
            for (int c = socket.getInputStream().read(); c != '#'; ) {
                if (c < 0) {
                    throw new IOException("closed after " + answer);
                }
                answer.append((char) c);
                c = socket.getInputStream().read();
            }
            socket.getInputStream().readNBytes(2);
            return answer.substring(answer.indexOf("$") + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void terminate() {
        if (terminated) {
            return;
        }
        terminated = true;
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        DebugPlugin.getDefault()
                .fireDebugEventSet(new DebugEvent[] {new DebugEvent(this, DebugEvent.TERMINATE)});
    }

    @Override
    public boolean canTerminate() {
        return !terminated;
    }

    @Override
    public boolean isTerminated() {
        return terminated;
    }

    @Override
    public String getLabel() {
        return "gdb";
    }

    @Override
    public ILaunch getLaunch() {
        return launch;
    }

    @Override
    public IStreamsProxy getStreamsProxy() {
        return null;
    }

    @Override
    public void setAttribute(String key, String value) {
        attributes.put(key, value);
    }

    @Override
    public String getAttribute(String key) {
        return attributes.get(key);
    }

    @Override
    public int getExitValue() {
        return 0;
    }
}
