// Does nothing: what it takes to start and to end.
#include "guest.h"

void
work(void)
{
}
