import de.bwaldvogel.mongo.MongoBackend;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.util.List;

/**
 * mongo-java-server on a port of 127.0.0.1 until its standard input ends. Tests use it for contention: each command is
 * atomic and they run in parallel. `java ContentionServer PORT`; prints `ready` once it listens.
 */
public class ContentionServer {
    /** Its own versions end at MongoDB 5 (wire 13); the next driver may refuse that. */
    private enum Announced implements MongoVersion {
        MONGO_6_0;

        @Override
        public List<Integer> getVersionArray() {
            return List.of(6, 0, 0);
        }

        @Override
        public int getWireVersion() {
            return 17;
        }
    }

    public static void main(String[] arguments) throws Exception {
        MongoBackend backend = new MemoryBackend().version(Announced.MONGO_6_0);
        MongoServer server = new MongoServer(backend);
        server.bind("127.0.0.1", Integer.parseInt(arguments[0]));
        System.out.println("ready");
        // Whoever started us holds the other end: a killed test run leaves no server behind.
        while (System.in.read() != -1) {
            continue;
        }
        server.shutdownNow();
        System.exit(0);
    }
}
