import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Boots the same Linux in QEMU and in Framescope, types the same commands into both shells, and
 * compares what the consoles show. Timestamps do not count, nor the order of kernel messages, which
 * are of several threads; what else may differ is listed with its reason.
 *
 * <p>Usage: LinuxCheck FOLDER_WITH_LINUX FRAMESCOPE OPENSBI
 */
public final class LinuxCheck {
    private static final List<String> COMMANDS =
            List.of(
                    "uname -a",
                    "cat /proc/cpuinfo",
                    "ls /",
                    "echo $((6 * 7)) | wc -c",
                    "cat /proc/interrupts | grep -c ttyS0",
                    "poweroff -f");

    /** The shell asks the terminal where the cursor is, behind every prompt. */
    private static final String PROMPT = "~ # \u001b[6n";

    private static final Pattern TIMESTAMP = Pattern.compile("^\\[ *\\d+\\.\\d+\\] ");
    private static final long LIMIT_SECONDS = 400;

    /** What may differ, and why. */
    private enum Difference {
        /** The SBI implementation's name and version are the machine's own. */
        SBI("SBI (specification|implementation|DBCN).*"),
        /** Measured against the clock, which is the host's in QEMU. */
        SPEED(".*(Ratio of byte access time|BogoMIPS|deferred pages|hrtimer: interrupt took).*"),
        /** Random numbers: QEMU seeds the kernel, and the time at which it has enough varies. */
        RANDOM("(random: crng init done|.*rng-seed.*)"),
        /** Some bytes more or less: the device tree has another size. */
        MEMORY("(Memory: \\d+K/.*|.*NODE_DATA.*|.*percpu: .*|.*node +\\d+: .*)"),
        /** The date and the time since power-on. */
        CLOCK("(audit: type=2000.*|.*setting system clock.*|.*sched_clock.*)"),
        /** Identification of the implementation, which QEMU's version is. */
        IDENTITY("m(vendor|arch|imp)id.*"),
        /** QEMU has counters that can be programmed, and PCI. */
        DEVICES("(.*[pP][mM][uU].*|Boot HART MHPM Count.*|.*(pci|PCI).*)"),
        /** Threads that may or may not get there before the machine is up. */
        THREADS("(.*rootfs.*|Freeing (initrd|unused).*|clk: .*|PM: genpd: .*)"),
        /** Where firmware puts the device tree depends on its size. */
        DEVICE_TREE("(OF: fdt: .*|.*fdt: Ignoring.*)");

        private final Pattern pattern;

        Difference(String regex) {
            pattern = Pattern.compile(regex);
        }

        static boolean allows(String line) {
            for (Difference difference : values()) {
                if (difference.pattern.matcher(line).matches()) {
                    return true;
                }
            }
            return false;
        }
    }

    /** What a console showed: the kernel's messages, sorted, and everything else. */
    private record Transcript(List<String> messages, List<String> rest) {
        static Transcript of(String text) {
            List<String> messages = new ArrayList<>();
            List<String> rest = new ArrayList<>();
            for (String line : text.replace("\u001b[6n", "").split("\r*\n")) {
                Matcher timestamp = TIMESTAMP.matcher(line);
                String content = timestamp.replaceFirst("").stripTrailing();
                if (!content.isEmpty() && !Difference.allows(content)) {
                    (timestamp.lookingAt() ? messages : rest).add(content);
                }
            }
            messages.sort(null);
            return new Transcript(messages, rest);
        }

        /** Without what firmware printed before the kernel. */
        Transcript session() {
            int start = rest.indexOf("guest: ready");
            return new Transcript(messages, start < 0 ? rest : rest.subList(start, rest.size()));
        }
    }

    private final Path folder;
    private int failures;

    private LinuxCheck(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) throws Exception {
        Path linux = Path.of(args[0]);
        LinuxCheck check = new LinuxCheck(linux);
        for (int harts : new int[] {1, 4}) {
            check.compare(harts, args[1], args[2]);
        }
        System.exit(check.failures == 0 ? 0 : 1);
    }

    private void compare(int harts, String framescope, String openSbi) throws Exception {
        String image = folder.resolve("Image").toString();
        String ramDisk = folder.resolve("initrd.gz").toString();
        String arguments = "console=ttyS0";
        Transcript expected =
                boot(
                        "qemu-" + harts,
                        List.of(
                                "qemu-system-riscv64", "-M", "virt", "-nographic",
                                // harts in turns: the first one wins OpenSBI's lottery
                                "-accel", "tcg,thread=single",
                                "-cpu", "rv64,h=false", "-m", "256M", "-smp", "" + harts,
                                "-bios", openSbi, "-kernel", image, "-initrd", ramDisk,
                                "-append", arguments));
        for (String firmware : List.of("builtin", openSbi)) {
            boolean builtin = firmware.equals("builtin");
            String name = "framescope-" + harts + (builtin ? "-builtin" : "-opensbi");
            Transcript actual =
                    boot(
                            name,
                            List.of(
                                    framescope, "run", image, "-m", "256M", "--harts", "" + harts,
                                    "--firmware", firmware, "--initrd", ramDisk,
                                    "--append", arguments, "--stats"));
            report(
                    name,
                    builtin ? expected.session() : expected,
                    builtin ? actual.session() : actual);
        }
    }

    /** Runs a machine until it ends, and leaves what its console showed in a file. */
    private Transcript boot(String name, List<String> command)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process =
                new ProcessBuilder(command)
                        .redirectError(folder.resolve(name + ".err").toFile())
                        .start();
        Thread limit = new Thread(() -> endLate(process));
        limit.setDaemon(true);
        limit.start();
        String console = talk(process);
        int status = process.waitFor();
        Files.writeString(folder.resolve(name + ".log"), console);
        System.out.printf(
                "%s: exit status %d after %.1f s%n", name, status, (System.nanoTime() - start) / 1e9);
        if (status != 0) {
            failures++;
        }
        return Transcript.of(console);
    }

    private static void endLate(Process process) {
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }

    /** Types a command at each prompt; returns all that was printed. */
    private static String talk(Process process) throws IOException {
        StringBuilder console = new StringBuilder();
        int prompts = 0;
        byte[] buffer = new byte[8192];
        try (InputStream out = process.getInputStream();
                OutputStream in = process.getOutputStream()) {
            for (int count = out.read(buffer); count >= 0; count = out.read(buffer)) {
                console.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
                if (prompts < COMMANDS.size() && endsWith(console, PROMPT)) {
                    in.write((COMMANDS.get(prompts++) + "\n").getBytes(StandardCharsets.US_ASCII));
                    in.flush();
                }
            }
        }
        return console.toString();
    }

    private static boolean endsWith(StringBuilder text, String end) {
        int from = text.length() - end.length();
        return from >= 0 && text.indexOf(end, from) == from;
    }

    private void report(String name, Transcript expected, Transcript actual) {
        List<String> differences = new ArrayList<>();
        List<String> extra = new ArrayList<>(actual.messages());
        for (String line : expected.messages()) {
            if (!extra.remove(line)) {
                differences.add("- " + line);
            }
        }
        extra.forEach(line -> differences.add("+ " + line));
        if (!expected.rest().equals(actual.rest())) {
            expected.rest().stream()
                    .filter(line -> !actual.rest().contains(line))
                    .forEach(line -> differences.add("< " + line));
            actual.rest().stream()
                    .filter(line -> !expected.rest().contains(line))
                    .forEach(line -> differences.add("> " + line));
            if (differences.isEmpty()) {
                differences.add("the same lines in another order");
            }
        }
        System.out.printf(
                "%s: %d kernel messages and %d other lines, %s%n",
                name,
                actual.messages().size(),
                actual.rest().size(),
                differences.isEmpty() ? "as in QEMU" : "differing from QEMU:");
        differences.forEach(line -> System.out.println("  " + line));
        failures += differences.isEmpty() ? 0 : 1;
    }
}
