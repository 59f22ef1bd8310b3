# The same as Relay.java, for machines with Perl, where it starts ten times as fast: makes of a socket file, behind which Coppice's proxy
# listens, ports of the sandbox's own loopback address. Arguments: the socket file, the port of the proxy, and the ports of the host that
# are to be there as well.
use strict;

# What Linux calls these; to load Perl's own names for them would take longer than all the rest of the start.
my ($UNIX, $INET, $STREAM, $SOL_SOCKET, $REUSEADDR) = (1, 2, 1, 1, 2);
my $LOOPBACK = pack('C4', 127, 0, 0, 1);

my ($path, @ports) = @ARGV;
$SIG{CHLD} = 'IGNORE';
$SIG{PIPE} = 'IGNORE';

my @doors;
for my $port (@ports) {
    socket(my $server, $INET, $STREAM, 0) or die "socket: $!";
    setsockopt($server, $SOL_SOCKET, $REUSEADDR, 1);
    bind($server, pack('S n a4 x8', $INET, $port, $LOOPBACK)) or die "bind: $!";
    listen($server, 128) or die "listen: $!";
    push @doors, { server => $server, port => @doors ? $port : 0 };
}
syswrite(STDOUT, "ready\n");
open(STDOUT, '>', '/dev/null');    # whoever reads the line waits for the end of the output

while (1) {
    my $ready = '';
    vec($ready, fileno($_->{server}), 1) = 1 for @doors;
    next unless select($ready, undef, undef, undef) > 0;
    for my $door (grep { vec($ready, fileno($_->{server}), 1) } @doors) {
        accept(my $client, $door->{server}) or next;
        my $child = fork();
        if (defined $child && $child == 0) {
            serve($client, $door->{port});
            exit;
        }
        close($client);
    }
}

sub serve {
    my ($client, $port) = @_;
    socket(my $proxy, $UNIX, $STREAM, 0) or return;
    connect($proxy, pack('S Z*', $UNIX, $path)) or return;
    return if $port && !opened($proxy, $port);
    my $child = fork();
    return unless defined $child;
    $child == 0 ? copy($proxy, $client) : copy($client, $proxy);
}

# Asks for a tunnel to that port of the host.
sub opened {
    my ($proxy, $port) = @_;
    put($proxy, "CONNECT localhost:$port HTTP/1.1\r\n\r\n") or return 0;
    my $answer = '';
    until ($answer =~ /\r\n\r\n/) {
        sysread($proxy, my $one, 1) or return 0;
        $answer .= $one;
    }
    return $answer =~ m{^HTTP/1\.1 200};
}

sub copy {
    my ($from, $to) = @_;
    while (sysread($from, my $piece, 16384)) {
        put($to, $piece) or last;
    }
    shutdown($to, 1);
}

sub put {
    my ($to, $text) = @_;
    while (length $text) {
        my $written = syswrite($to, $text) or return 0;
        substr($text, 0, $written) = '';
    }
    return 1;
}
