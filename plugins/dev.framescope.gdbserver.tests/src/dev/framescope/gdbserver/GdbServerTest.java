package dev.framescope.gdbserver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.insight.query.InsightQuery;
import dev.framescope.machine.StopReason;
import dev.framescope.testing.Samples;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;

class GdbServerTest extends ServedKernel {
    GdbServerTest() {
        super(Samples.framesCElf(), 1);
    }

    private String document(String object, String annex) throws IOException {
        StringBuilder document = new StringBuilder();
        String piece;
        do {
            piece =
                    gdb.ask(
                            String.format(
                                    "qXfer:%s:read:%s:%x,%x",
                                    object, annex, document.length(), 1000));
            assertTrue(piece.startsWith("m") || piece.startsWith("l"), piece);
            document.append(piece.substring(1));
        } while (piece.charAt(0) == 'm');
        return document.toString();
    }

    private static Document parse(String xml) throws Exception {
        DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        builder.setEntityResolver((id, system) -> new InputSource(new StringReader("")));
        return builder.parse(new InputSource(new StringReader(xml)));
    }

    private static String fromHex(String digits) {
        return new String(HexFormat.of().parseHex(digits), StandardCharsets.UTF_8);
    }

    private static String hexOf(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sets a breakpoint and runs there. */
    private String runTo(long address) throws IOException {
        assertEquals("OK", gdb.ask(String.format("Z0,%x,2", address)));
        return gdb.ask("vCont;c:p1.-1");
    }

    @Test
    void newMachineStandsBeforeItsFirstInstruction() throws IOException {
        String stop = gdb.ask("?");
        assertTrue(stop.startsWith("T02thread:p1.1;"), stop);
        assertTrue(stop.contains("20:0000208000000000;"), stop);
    }

    @Test
    void everyRegisterThatIsListedCanBeRead() throws Exception {
        NodeList registers = parse(document("features", "target.xml")).getElementsByTagName("reg");
        assertTrue(registers.getLength() > 150, registers.getLength() + " registers");
        for (int i = 0; i < registers.getLength(); i++) {
            Element register = (Element) registers.item(i);
            String value =
                    gdb.ask(
                            String.format(
                                    "p%x", Integer.parseInt(register.getAttribute("regnum"))));
            assertTrue(
                    value.matches("[0-9a-f]{16}|x{16}"),
                    register.getAttribute("name") + ": " + value);
        }
    }

    @Test
    void registersHaveTheNumbersThatQemuGivesThem() throws Exception {
        NodeList registers = parse(document("features", "target.xml")).getElementsByTagName("reg");
        StringBuilder numbers = new StringBuilder();
        for (int i = 0; i < registers.getLength(); i++) {
            Element register = (Element) registers.item(i);
            numbers.append(register.getAttribute("name"))
                    .append('=')
                    .append(register.getAttribute("regnum"))
                    .append(' ');
        }
        for (String expected :
                "zero=0 fp=8 pc=32 ft0=33 ft11=64 priv=65 sstatus=322 satp=450 vsatp=706 "
                        .concat("mstatus=834 pmpcfg3=997 hgatp=1730 mhartid=3926")
                        .split(" ")) {
            assertTrue(numbers.toString().contains(expected + " "), expected);
        }
    }

    @Test
    void registersThatTheHartHasNotAreUnavailableRatherThanAnError() throws IOException {
        assertEquals("x".repeat(16), gdb.ask(String.format("p%x", 1730)));
    }

    @Test
    void writtenRegistersKeepTheirValue() throws IOException {
        assertEquals("OK", gdb.ask("Pa=1122334455667788"));
        assertEquals("1122334455667788", gdb.ask("pa"));
        assertEquals("1122334455667788", gdb.ask("g").substring(160, 176));
        assertTrue(
                gdb.ask("P" + Integer.toHexString(66 + 0xf14) + "=0000000000000000")
                        .startsWith("E."));
    }

    @Test
    void modeOfTheHartCanBeChangedAsInQemu() throws IOException {
        assertEquals("0100000000000000", gdb.ask("p41"));
        assertEquals("OK", gdb.ask("P41=0000000000000000"));
        assertEquals("0".repeat(16), gdb.ask("p41"));
        assertEquals("E.priv is 0 (U), 1 (S) or 3 (M)", gdb.ask("P41=0200000000000000"));
    }

    @Test
    void breakpointStopsBeforeItsInstructionAndSaysSo() throws IOException {
        String stop = runTo(target.address("allocFrame"));
        assertTrue(stop.startsWith("T05swbreak:;thread:p1.1;core:0;1:"), stop);
        assertEquals("OK", gdb.ask(String.format("z0,%x,2", target.address("allocFrame"))));
        assertTrue(gdb.ask("vCont;s:p1.1").startsWith("T05thread:p1.1;"));
    }

    @Test
    void hardwareBreakpointIsReportedAsOne() throws IOException {
        assertEquals("OK", gdb.ask(String.format("Z1,%x,2", target.address("allocFrame"))));
        assertTrue(gdb.ask("c").startsWith("T05hwbreak:;"));
    }

    @Test
    void writeWatchpointStopsBehindTheWriteWithItsAddress() throws IOException {
        long allocator = target.kernel().symbols().symbolAddress("frameAllocator").orElseThrow();
        assertEquals("OK", gdb.ask(String.format("Z2,%x,8", allocator)));
        String stop = "";
        // The first write only clears the bss.
        for (int write = 0; write < 2; write++) {
            assertEquals("0".repeat(16), gdb.ask(String.format("m%x,8", allocator)));
            stop = gdb.ask("vCont;c");
            assertTrue(stop.startsWith(String.format("T05watch:%x;", allocator)), stop);
        }
        assertFalse(gdb.ask(String.format("m%x,8", allocator)).equals("0".repeat(16)));
        assertEquals("OK", gdb.ask(String.format("z2,%x,8", allocator)));
    }

    @Test
    void hartIsShownBeforeTheWatchedInstructionUntilGdbStepsOverIt() throws IOException {
        long allocator = target.kernel().symbols().symbolAddress("frameAllocator").orElseThrow();
        assertEquals("OK", gdb.ask(String.format("Z2,%x,8", allocator)));
        String stop = gdb.ask("vCont;c");
        String pcBefore = gdb.ask("p20");
        long instructions = target.machine().inspect(m -> m.instructions()).join();
        assertTrue(stop.contains(";20:" + pcBefore + ";"), stop);
        assertEquals(pcBefore, gdb.ask("g").substring(512, 528));
        String stepped = gdb.ask("vCont;s:p1.1");
        assertFalse(stepped.contains(";20:" + pcBefore + ";"), stepped);
        assertEquals(instructions, target.machine().inspect(m -> m.instructions()).join());
    }

    @Test
    void readWatchpointIsNotHitByWrites() throws IOException {
        long allocator = target.kernel().symbols().symbolAddress("frameAllocator").orElseThrow();
        assertEquals("OK", gdb.ask(String.format("Z3,%x,8", allocator)));
        String stop = gdb.ask("vCont;c");
        assertTrue(stop.startsWith(String.format("T05rwatch:%x;", allocator)), stop);
        assertFalse(gdb.ask(String.format("m%x,8", allocator)).equals("0".repeat(16)));
    }

    @Test
    void memoryIsReadAsDigitsAndAsBytes() throws IOException {
        String digits = gdb.ask("m80200000,40");
        gdb.send("x80200000,40");
        byte[] bytes = gdb.answerBytes();
        assertEquals('b', bytes[0]);
        assertEquals(digits, HexFormat.of().formatHex(Arrays.copyOfRange(bytes, 1, bytes.length)));
    }

    @Test
    void writtenMemoryKeepsItsBytes() throws IOException {
        assertEquals("OK", gdb.ask("M87000000,4:01020304"));
        assertEquals("OK", gdb.ask("X87000004,2:ab"));
        assertEquals("010203046162", gdb.ask("m87000000,6"));
    }

    @Test
    void memoryThatIsNotThereIsAnErrorWithItsAddress() throws IOException {
        assertEquals("E.not mapped: 0x40000000", gdb.ask("m40000000,4"));
        assertEquals("E.not mapped: 0x40000000", gdb.ask("M40000000,1:00"));
    }

    @Test
    void partOfAReadThatCanBeReadIsAnswered() throws IOException {
        assertEquals("0".repeat(8), gdb.ask("m87fffffc,8"));
    }

    @Test
    void physicalMemoryModeIsSwitchedAsInQemu() throws IOException {
        assertEquals("0", gdb.ask("qqemu.PhyMemMode"));
        assertEquals("OK", gdb.ask("Qqemu.PhyMemMode:1"));
        assertEquals("1", gdb.ask("qqemu.PhyMemMode"));
        assertEquals("E.no memory at physical address 0x40000000", gdb.ask("m40000000,4"));
    }

    @Test
    void searchFindsThePatternAndNothingElse() throws IOException {
        assertEquals("OK", gdb.ask("X87100003,6:needle"));
        assertEquals("1,87100003", gdb.ask("qSearch:memory:87000000;200000;needle"));
        assertEquals("0", gdb.ask("qSearch:memory:87000000;200000;haystack"));
    }

    @Test
    void searchFindsAPatternThatLiesAcrossTwoPieces() throws IOException {
        assertEquals("OK", gdb.ask("X870ffffd,6:needle"));
        assertEquals("1,870ffffd", gdb.ask("qSearch:memory:87000000;200000;needle"));
    }

    @Test
    void checksumIsTheOneThatGdbComputes() throws IOException {
        assertEquals("OK", gdb.ask("X87000000,9:123456789"));
        // CRC-32/MPEG-2 of its check string.
        assertEquals("C376e6e7", gdb.ask("qCRC:87000000,9"));
    }

    @Test
    void runningGuestStopsAtAnInterrupt() throws IOException {
        // A loop to run in: j .
        assertEquals("OK", gdb.ask("M80200000,4:6f000000"));
        gdb.send("vCont;c");
        gdb.raw(new byte[] {3});
        String stop = gdb.answer();
        assertTrue(stop.startsWith("T02thread:p1.1;"), stop);
    }

    @Test
    void guestThatSwitchesItselfOffIsReportedWithItsExitCode() throws IOException {
        String answer = gdb.ask("vCont;c");
        assertTrue(answer.startsWith("O"), answer);
        assertTrue(fromHex(answer.substring(1)).contains("exit code 0"), answer);
        assertEquals("W00;process:1", gdb.answer());
        assertTrue(gdb.ask("vCont;c").startsWith("E."));
    }

    @Test
    void killedMachineIsTerminatedAndTheClientIsToldBeforeItIsDisconnected() throws Exception {
        assertEquals("X09", gdb.ask("k"));
        server.awaitClientLeft(target);
        assertTrue(target.machine().awaitStop() instanceof StopReason.Closed);
    }

    @Test
    void registersSayWhatTheyAreForToLldb() throws IOException {
        String description = document("features", "target.xml");
        for (String role : List.of("pc", "sp", "fp", "ra", "arg1", "arg8")) {
            assertTrue(description.contains("generic=\"" + role + "\""), role);
        }
    }

    @Test
    void secondClientIsRefusedWithAReasonAndTheFirstGoesOn() throws IOException {
        try (RawClient second = RawClient.silent(server.port())) {
            assertEquals("E.another debugger is connected to this machine", second.answer());
        }
        assertEquals("OK", gdb.ask("Hg1"));
    }

    @Test
    void detachedGuestRunsToItsEndWithoutTheBreakpoints() throws Exception {
        assertEquals("OK", gdb.ask(String.format("Z0,%x,2", target.address("allocFrame"))));
        assertEquals("OK", gdb.ask("D;1"));
        server.awaitClientLeft(target);
        assertTrue(target.machine().awaitStop() instanceof StopReason.GuestExit);
    }

    @Test
    void clientThatIsGoneMakesRoomForAnotherAndTheGuestGoesOn() throws Exception {
        gdb.close();
        server.awaitClientLeft(target);
        gdb = RawClient.connect(server.port());
        assertTrue(target.machine().awaitStop() instanceof StopReason.GuestExit);
        assertEquals("W00;process:1", gdb.ask("?"));
    }

    @Test
    void everyTableIsListedAndWellFormed() throws Exception {
        runTo(target.address("deallocFrame"));
        NodeList types = parse(document("osdata", "")).getElementsByTagName("item");
        assertEquals(7, types.getLength());
        for (int i = 0; i < types.getLength(); i++) {
            String name =
                    ((Element) types.item(i))
                            .getElementsByTagName("column")
                            .item(0)
                            .getTextContent();
            Document table = parse(document("osdata", name));
            assertEquals(name, table.getDocumentElement().getAttribute("type"));
            boolean empty = table.getElementsByTagName("item").getLength() == 0;
            // Paging is off there: nothing is mapped.
            assertEquals(name.equals("page-tables"), empty, name);
        }
    }

    @Test
    void memoryMapCoversTheWholeAddressSpaceSoThatGdbReadsVirtualAddresses() throws Exception {
        NodeList ranges = parse(document("memory-map", "")).getElementsByTagName("memory");
        long end = 0;
        for (int i = 0; i < ranges.getLength(); i++) {
            Element range = (Element) ranges.item(i);
            assertEquals(end, Long.decode(range.getAttribute("start")));
            end += Long.parseUnsignedLong(range.getAttribute("length").substring(2), 16);
        }
        assertEquals(0, end);
    }

    @Test
    void monitorAnswersEveryQuestionOfTheShell() throws IOException {
        runTo(target.address("deallocFrame"));
        String help = fromHex(gdb.ask("qRcmd," + hexOf("help")));
        for (InsightQuery query : InsightQuery.all()) {
            assertTrue(help.contains(query.summary()), help);
            String name = query.names().getFirst();
            String line = query.arguments().isEmpty() ? name : name + " 0x80200000";
            String answer = gdb.ask("qRcmd," + hexOf(line));
            assertTrue(answer.equals("OK") || fromHex(answer).endsWith("\n"), name + ": " + answer);
        }
        String frame = fromHex(gdb.ask("qRcmd," + hexOf("pageframe 0x80200")));
        assertTrue(frame.contains(".text"), frame);
    }

    @Test
    void monitorSaysWhatIsWrongWithAQuestion() throws IOException {
        assertEquals(
                "no monitor command named frobnicate; see: monitor help\n",
                fromHex(gdb.ask("qRcmd," + hexOf("frobnicate"))));
        assertEquals(
                "nonsense is no number, register or symbol\n",
                fromHex(gdb.ask("qRcmd," + hexOf("translate nonsense"))));
    }

    @Test
    void kernelsFileCanBeReadAndNoOther() throws IOException {
        String path = document("exec-file", "1");
        assertEquals(Samples.framesCElf().toAbsolutePath().toString(), path);
        assertEquals("F0", gdb.ask("vFile:setfs:0"));
        String opened = gdb.ask("vFile:open:" + hexOf(path) + ",0,0");
        assertEquals("F3", opened);
        gdb.send("vFile:pread:3,10,0");
        byte[] answer = gdb.answerBytes();
        byte[] file = Files.readAllBytes(Samples.framesCElf());
        assertArrayEquals(Arrays.copyOf(file, 16), Arrays.copyOfRange(answer, 4, answer.length));
        assertTrue(gdb.ask("vFile:fstat:3").startsWith("F40;"));
        assertEquals("F0", gdb.ask("vFile:close:3"));
        assertEquals("F-1,9", gdb.ask("vFile:pread:3,10,0"));
        assertEquals("F-1,2", gdb.ask("vFile:open:" + hexOf("/etc/passwd") + ",0,0"));
        assertEquals("F-1,1", gdb.ask("vFile:open:" + hexOf(path) + ",2,0"));
    }

    @Test
    void restartedMachineStandsAtTheBeginningWithTheSameBreakpoints() throws IOException {
        String first = runTo(target.address("allocFrame"));
        String stop = gdb.ask("vRun;");
        assertTrue(stop.contains("20:0000208000000000;"), stop);
        assertEquals(first, gdb.ask("vCont;c"));
    }

    @Test
    void packetsThatAreNotKnownAreAnsweredEmpty() throws IOException {
        for (String packet : new String[] {"bs", "bc", "vMustReplyEmpty", "qTStatus", "j", ""}) {
            assertEquals("", gdb.ask(packet), packet);
        }
    }

    @Test
    void clientWithoutMessagesGetsNumbers() throws IOException {
        gdb.ask("qSupported:multiprocess+");
        assertEquals("E0e", gdb.ask("m40000000,4"));
    }

    @Test
    void portThatIsTakenIsNamed() {
        try (GdbServer second = GdbServer.start(target, server.port())) {
            throw new AssertionError("listens on " + second.port() + " too");
        } catch (IOException e) {
            assertTrue(e.getMessage().contains("port " + server.port()), e.getMessage());
        }
    }
}
