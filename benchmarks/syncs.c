/* Preloaded: for every fsync and fdatasync, writes one byte to $SYNC_TALLY and waits
   $SYNC_DELAY_MS, as a slow disk would. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static void note(void)
{
    static int tally = -1;
    const char *path = getenv("SYNC_TALLY");
    const char *delay = getenv("SYNC_DELAY_MS");
    if (tally < 0 && path)
        tally = open(path, O_CREAT | O_WRONLY | O_APPEND, 0600);
    if (tally >= 0 && write(tally, "s", 1) < 0)
        return;
    if (delay)
        usleep(1000 * atoi(delay));
}

int fsync(int handle)
{
    note();
    return ((int (*)(int))dlsym(RTLD_NEXT, "fsync"))(handle);
}

int fdatasync(int handle)
{
    note();
    return ((int (*)(int))dlsym(RTLD_NEXT, "fdatasync"))(handle);
}
