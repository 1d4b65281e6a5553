using System.Globalization;

namespace Promozilla.AppHost.Servers;

/// <summary>What nginx is told: pages go to whoever is next, a circuit's requests all to the process that holds it.</summary>
internal static class NginxConfiguration
{
    /// <summary>Names a circuit's process; only a page that has a circuit ever gets it.</summary>
    public const string SeatCookie = "promozilla_seat";

    /// <param name="directory">Where nginx keeps what it must.</param>
    /// <param name="processes">Ports of this machine, always all of them: which seat belongs to whom goes by their order.</param>
    /// <param name="isOut">Who gets nothing new.</param>
    /// <param name="user">Whom the workers run as, where whoever starts them may say; else null.</param>
    public static string Text(string directory, int port, bool hasIPv6, IReadOnlyList<int> processes, Func<int, bool> isOut, string? user) => $$"""
        daemon off;
        {{(user is null ? "" : $"user {user};")}}
        worker_processes 2;
        pid "{{directory}}/nginx.pid";
        error_log stderr warn;

        events {
            worker_connections 1024;
        }

        http {
            access_log off;
            server_tokens off;
            client_body_temp_path "{{directory}}/body";
            proxy_temp_path "{{directory}}/proxy";
            fastcgi_temp_path "{{directory}}/fastcgi";
            uwsgi_temp_path "{{directory}}/uwsgi";
            scgi_temp_path "{{directory}}/scgi";

            # A new configuration closes connections that wait for another request, and one that is on its way would be lost.
            keepalive_timeout 0;
            client_max_body_size 32m;
            client_body_buffer_size 1m;
            large_client_header_buffers 4 32k;

            map $http_upgrade $connection_header {
                default upgrade;
                '' close;
            }
            map $cookie_{{SeatCookie}} $seat {
                default $cookie_{{SeatCookie}};
                '' $request_id;
            }
            map $cookie_{{SeatCookie}} $new_seat {
                default '';
                '' "{{SeatCookie}}=$request_id; Path=/_blazor; HttpOnly; SameSite=Strict";
            }

            upstream pages {
                zone pages 64k;
        {{Servers(processes, isOut)}}
            }

            upstream circuits {
                zone circuits 64k;
                hash $seat consistent;
        {{Servers(processes, isOut)}}
            }

            server {
                listen 127.0.0.1:{{Number(port)}};
                {{(hasIPv6 ? $"listen [::1]:{Number(port)};" : "")}}

                proxy_http_version 1.1;
                proxy_set_header Host $http_host;
                proxy_set_header Connection $connection_header;
                proxy_set_header Upgrade $http_upgrade;
                # What the caller says of itself is replaced, never added to.
                proxy_set_header X-Forwarded-For $remote_addr;
                proxy_set_header X-Forwarded-Proto $scheme;
                proxy_set_header X-Forwarded-Host "";
                proxy_set_header X-Forwarded-Prefix "";
                proxy_set_header X-Original-For "";
                proxy_set_header Forwarded "";
                proxy_redirect off;
                proxy_buffer_size 32k;
                proxy_buffers 16 32k;
                proxy_busy_buffers_size 64k;
                proxy_max_temp_file_size 0;
                # What was sent may have been done: nginx tries only those again that change nothing, and others only if nobody heard them.
                proxy_next_upstream error timeout;
                proxy_next_upstream_timeout 10s;
                proxy_connect_timeout 2s;

                location / {
                    proxy_pass http://pages;
                }

                location /_blazor {
                    proxy_pass http://circuits;
                    proxy_read_timeout 120s;
                    add_header Set-Cookie $new_seat always;
                }
            }
        }

        """;

    private static string Servers(IReadOnlyList<int> processes, Func<int, bool> isOut) => string.Join(
        '\n', processes.Select(process => $"        server 127.0.0.1:{Number(process)} max_fails=1 fail_timeout=2s{(isOut(process) ? " down" : "")};"));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
