#include "programs.h"
#include "process.h"
#include "trap.h"

void
runPrograms(void)
{
    mapTrampoline();
    makeProcess("sort", sortProgram);
    makeProcess("sort", sortProgram);
    makeProcess("primes", primesProgram);
    startUserTicks();
    runProcesses();
    stopUserTicks();
}
