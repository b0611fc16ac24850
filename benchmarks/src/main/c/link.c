/*
 * Links between network namespaces that delay and lose packets, for kernels without sch_netem.
 *
 *   link NAMESPACE:DEVICE=NAMESPACE:DEVICE...
 *
 * Makes a pair of TAP devices for each argument and carries frames between the two. UDP over IPv4
 * is delayed, and lost at random, in each direction for itself, and stays in order; all else, ARP
 * and the TCP of the signaling, passes at once. Each line on standard input sets what holds from
 * then on, "DELAY_MICROSECONDS LOSS_PER_MILLION SEED", and is answered by what happened since the
 * line before: "CARRIED LOST".
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <poll.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

enum { MOST_WAYS = 8, QUEUE = 1 << 14, MOST_BYTES = 2048, BURST = 64 };

struct frame {
  int64_t due;
  int length;
  unsigned char bytes[MOST_BYTES];
};

struct way {
  int from, to;
  uint64_t random;
  unsigned head, tail;
  struct frame *queue;
};

static struct way ways[MOST_WAYS];
static int way_count;
static int64_t delay_nanos;
static uint64_t loss_per_million, carried, lost;

static void die(const char *what) {
  perror(what);
  exit(1);
}

static int64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

/* splitmix64 */
static uint64_t next(uint64_t *state) {
  uint64_t z = *state += 0x9E3779B97F4A7C15u;
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
  z = (z ^ z >> 27) * 0x94D049BB133111EBu;
  return z ^ z >> 31;
}

static int tap(char *where) {
  char path[256], *device = strchr(where, ':');
  struct ifreq request;
  if (!device) {
    fprintf(stderr, "%s is not NAMESPACE:DEVICE\n", where);
    exit(2);
  }
  *device++ = 0;
  snprintf(path, sizeof path, "/run/netns/%s", where);
  int space = open(path, O_RDONLY);
  if (space < 0 || setns(space, CLONE_NEWNET)) die(path);
  close(space);
  int fd = open("/dev/net/tun", O_RDWR | O_NONBLOCK);
  if (fd < 0) die("/dev/net/tun");
  memset(&request, 0, sizeof request);
  strncpy(request.ifr_name, device, IFNAMSIZ - 1);
  request.ifr_flags = IFF_TAP | IFF_NO_PI;
  if (ioctl(fd, TUNSETIFF, &request)) die(device);
  return fd;
}

static void add_way(int from, int to) {
  struct way *way = &ways[way_count++];
  way->from = from;
  way->to = to;
  way->queue = calloc(QUEUE, sizeof *way->queue);
  if (!way->queue) die("calloc");
}

static int is_udp(const unsigned char *frame, int length) {
  return length >= 34 && frame[12] == 8 && frame[13] == 0 && frame[23] == 17;
}

static void deliver(struct way *way, const unsigned char *bytes, int length) {
  /* A device that is down takes nothing, as a cable that is unplugged. */
  if (write(way->to, bytes, length) < 0 && errno != EIO && errno != EAGAIN) die("write");
}

static void take(struct way *way) {
  for (int i = 0; i < BURST; i++) {
    struct frame *frame = &way->queue[way->tail % QUEUE];
    int length = read(way->from, frame->bytes, MOST_BYTES);
    if (length <= 0) return;
    if (!is_udp(frame->bytes, length)) {
      deliver(way, frame->bytes, length);
    } else if (next(&way->random) % 1000000 < loss_per_million) {
      lost++;
    } else if (way->tail - way->head == QUEUE - 1) {
      fprintf(stderr, "more frames on their way than there is room for\n");
      exit(1);
    } else {
      frame->length = length;
      frame->due = now() + delay_nanos;
      way->tail++;
      carried++;
    }
  }
}

/* Delivers what is due, and says when the next one will be; -1 if there is none. */
static int64_t give(void) {
  int64_t soonest = -1, at = now();
  for (int i = 0; i < way_count; i++) {
    struct way *way = &ways[i];
    while (way->head != way->tail && way->queue[way->head % QUEUE].due <= at) {
      struct frame *frame = &way->queue[way->head++ % QUEUE];
      deliver(way, frame->bytes, frame->length);
    }
    if (way->head != way->tail) {
      int64_t due = way->queue[way->head % QUEUE].due;
      if (soonest < 0 || due < soonest) soonest = due;
    }
  }
  return soonest;
}

static void obey(void) {
  char line[128];
  unsigned long long delay, loss, seed;
  if (!fgets(line, sizeof line, stdin)) exit(0);
  if (sscanf(line, "%llu %llu %llu", &delay, &loss, &seed) != 3) {
    fprintf(stderr, "not understood: %s", line);
    exit(2);
  }
  delay_nanos = delay * 1000LL;
  loss_per_million = loss;
  for (int i = 0; i < way_count; i++) ways[i].random = seed * MOST_WAYS + i;
  printf("%llu %llu\n", (unsigned long long)carried, (unsigned long long)lost);
  fflush(stdout);
  carried = lost = 0;
}

int main(int count, char **arguments) {
  for (int i = 1; i < count && way_count < MOST_WAYS; i++) {
    char *other = strchr(arguments[i], '=');
    if (!other) die(arguments[i]);
    *other++ = 0;
    int one = tap(arguments[i]), two = tap(other);
    add_way(one, two);
    add_way(two, one);
  }
  /* Two cores, two parties: the link must not wait for either. */
  struct sched_param first = {.sched_priority = 10};
  if (sched_setscheduler(0, SCHED_FIFO, &first)) perror("sched_setscheduler");
  mlockall(MCL_CURRENT | MCL_FUTURE);
  setvbuf(stdin, NULL, _IONBF, 0);
  printf("ready\n");
  fflush(stdout);
  struct pollfd polled[MOST_WAYS + 1];
  for (int i = 0; i < way_count; i++) polled[i] = (struct pollfd){ways[i].from, POLLIN, 0};
  polled[way_count] = (struct pollfd){0, POLLIN, 0};
  for (;;) {
    int64_t due = give();
    int64_t wait = due < 0 ? 1000000000 : due - now();
    struct timespec left = {wait < 0 ? 0 : wait / 1000000000, wait < 0 ? 0 : wait % 1000000000};
    if (ppoll(polled, way_count + 1, &left, NULL) < 0 && errno != EINTR) die("ppoll");
    for (int i = 0; i < way_count; i++) {
      if (polled[i].revents) take(&ways[i]);
    }
    if (polled[way_count].revents) obey();
  }
}
